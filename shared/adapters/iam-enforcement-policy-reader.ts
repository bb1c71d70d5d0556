import { type IAMClient, type Policy, paginateListPolicies } from '@aws-sdk/client-iam';
import {
  ENFORCEMENT_POLICY_PATH,
  ENFORCEMENT_VARIANTS,
  type EnforcementVariant,
  enforcementPolicyArn,
} from '#core/enforcement/enforcement-variant.ts';
import { known, type Observed } from '#core/posture/observed.ts';
import type { PolicyText, PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';
import { observeListing } from './iam-listing.ts';
import type { ManagedPolicyReader } from './iam-managed-policies.ts';
import { observeFact } from './observe-fact.ts';

/** The policies under the guardian's path, each with its default version. */
export const listEnforcementPolicies = (client: IAMClient): Promise<Observed<readonly Policy[]>> =>
  observeListing(
    paginateListPolicies({ client }, { Scope: 'Local', PathPrefix: ENFORCEMENT_POLICY_PATH }),
    ({ Policies }) => Policies,
  );

/** What the enforcement policies of the principal's account say now, of those that are listed. */
export const readEnforcementPolicies = async (
  listing: Promise<Observed<readonly Policy[]>>,
  { partition, account }: PrincipalName,
  managedPolicy: ManagedPolicyReader,
): Promise<UserPosture['enforcementPolicies']> => {
  const listed = await listing;
  const textOf = async (variant: EnforcementVariant): Promise<Observed<PolicyText>> => {
    if (listed.kind === 'unknown') {
      return listed;
    }
    const arn = enforcementPolicyArn(partition, account, variant);
    return listed.fact.some((policy) => policy.Arn === arn)
      ? observeFact(async () => ({ kind: 'text', text: await managedPolicy(arn) }))
      : known({ kind: 'no-such-policy' });
  };
  const texts = await Promise.all(
    ENFORCEMENT_VARIANTS.map(async (variant) => [variant, await textOf(variant)] as const),
  );
  return Object.fromEntries(texts) as UserPosture['enforcementPolicies'];
};
