import { chooseVariant } from '#core/action/choose-variant.ts';
import { enforcementPolicyArn } from '#core/enforcement/enforcement-variant.ts';
import { verifyEnforcement } from '#core/enforcement/verify-enforcement.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';

/**
 * Whether a read shows on the user the enforcement policy that the guardian would attach, and that it was altered: then
 * nothing is attached. Unread is no.
 */
export const holdsAltered = (
  { principal, user }: PostureSnapshot & { readonly kind: 'present' },
  rules: ProofRules,
): boolean => {
  const variant = chooseVariant(user, rules);
  const arn = enforcementPolicyArn(principal.partition, principal.account, variant);
  const policy = user.enforcementPolicies[variant];
  return (
    user.attachedPolicies.kind === 'known' &&
    user.attachedPolicies.fact.includes(arn) &&
    policy.kind === 'known' &&
    verifyEnforcement(policy.fact, variant, principal.partition) === 'altered'
  );
};
