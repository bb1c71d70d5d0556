import { GetPolicyCommand, type IAMClient, type Policy } from '@aws-sdk/client-iam';
import { ENFORCEMENT_POLICY_PATH } from '#core/enforcement/enforcement-variant.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { Observed } from '#core/posture/observed.ts';
import type { PolicyDocuments } from './iam-policy-documents.ts';

/** Reads what a managed policy says now, a customer's or one of AWS's. */
export type ManagedPolicyReader = (arn: Arn) => Promise<string>;

const getPolicy = async (client: IAMClient, arn: Arn): Promise<Policy> => {
  const { Policy: policy } = await client.send(new GetPolicyCommand({ PolicyArn: arn }));
  if (policy === undefined) {
    throw new Error(`expected the policy ${arn} in an answer of IAM, received none`);
  }
  return policy;
};

/**
 * For one read of one user: each policy is read once, however often it is held. Which version is the default one
 * is asked anew each time, except of policies under the guardian's path, whose listing tells.
 */
export const managedPolicyReader = (
  client: IAMClient,
  documents: PolicyDocuments,
  listed: Promise<Observed<readonly Policy[]>>,
): ManagedPolicyReader => {
  const texts = new Map<Arn, Promise<string>>();
  const findListed = async (arn: Arn): Promise<Policy | undefined> => {
    const policies = arn.includes(`:policy${ENFORCEMENT_POLICY_PATH}`) ? await listed : undefined;
    return policies?.kind === 'known' ? policies.fact.find((policy) => policy.Arn === arn) : undefined;
  };
  const read = async (arn: Arn): Promise<string> =>
    documents(client, (await findListed(arn)) ?? (await getPolicy(client, arn)));
  return (arn) => {
    const text = texts.get(arn) ?? read(arn);
    texts.set(arn, text);
    return text;
  };
};
