import {
  GetPolicyVersionCommand,
  type IAMClient,
  type Policy,
  paginateListPolicies,
} from '@aws-sdk/client-iam';
import {
  ENFORCEMENT_POLICY_PATH,
  ENFORCEMENT_VARIANTS,
  type EnforcementVariant,
  enforcementPolicyArn,
} from '#core/enforcement/enforcement-variant.ts';
import { known, type Observed } from '#core/posture/observed.ts';
import type { PolicyText, PrincipalName } from '#core/posture/posture-snapshot.ts';
import { observeFact } from './observe-fact.ts';

type EnforcementPolicies = Readonly<Record<EnforcementVariant, Observed<PolicyText>>>;

/** Reads the enforcement policies of an account as a client of that account sees them. */
export type EnforcementPolicyReader = (
  client: IAMClient,
  principal: PrincipalName,
) => Promise<EnforcementPolicies>;

const listPolicies = async (client: IAMClient): Promise<readonly Policy[]> => {
  const policies: Policy[] = [];
  const input = { Scope: 'Local', PathPrefix: ENFORCEMENT_POLICY_PATH } as const;
  for await (const page of paginateListPolicies({ client }, input)) {
    policies.push(...(page.Policies ?? []));
  }
  return policies;
};

/** A version never changes, and a policy made anew has another id: what was read once stays true. */
const documentReader = () => {
  const read = new Map<string, string>();
  return async (client: IAMClient, { Arn, PolicyId, DefaultVersionId }: Policy): Promise<string> => {
    const key = `${PolicyId}/${DefaultVersionId}`;
    const kept = read.get(key);
    if (kept !== undefined) {
      return kept;
    }
    const answer = await client.send(
      new GetPolicyVersionCommand({ PolicyArn: Arn, VersionId: DefaultVersionId }),
    );
    const text = decodeURIComponent(answer.PolicyVersion?.Document ?? '');
    read.set(key, text);
    return text;
  };
};

/** Remembers the documents it has read; make one for the life of the function. */
export const iamEnforcementPolicyReader = (): EnforcementPolicyReader => {
  const readDocument = documentReader();
  return async (client, { partition, account }) => {
    const listed = await observeFact(() => listPolicies(client));
    const textOf = async (variant: EnforcementVariant): Promise<Observed<PolicyText>> => {
      if (listed.kind === 'unknown') {
        return listed;
      }
      const arn = enforcementPolicyArn(partition, account, variant);
      const policy = listed.fact.find((candidate) => candidate.Arn === arn);
      return policy === undefined
        ? known({ kind: 'no-such-policy' })
        : observeFact(async () => ({ kind: 'text', text: await readDocument(client, policy) }));
    };
    const texts = await Promise.all(
      ENFORCEMENT_VARIANTS.map(async (variant) => [variant, await textOf(variant)] as const),
    );
    return Object.fromEntries(texts) as EnforcementPolicies;
  };
};
