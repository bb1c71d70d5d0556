import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { COMPILATION_STEPS, compilePolicy } from '#core/policy/compile-policy.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';

/** What the guardian allows for the sake of enrolling, as a policy that somebody holds. */
export const guardiansGrants = (partition: string): HeldPolicy => {
  const { Version, Statement } = enforcementDocument('standard', partition);
  const allows = Statement.filter(({ Effect }) => Effect === 'Allow');
  return {
    holder: { kind: 'user' },
    policy: { kind: 'inline', name: 'grants of enrolment' },
    text: JSON.stringify({ Version, Statement: allows }),
  };
};

const allowsSomething = ({ text }: HeldPolicy): boolean => {
  const compiled = compilePolicy(text, limitedEffort(COMPILATION_STEPS));
  return compiled.ok && compiled.value.some(({ effect }) => effect === 'Allow');
};

/** Whether what somebody holds only denies: what its holder may do comes from policies that nobody showed. */
export const onlyDenies = ({ identityPolicies }: ProvedPrincipal): boolean =>
  !identityPolicies.policies.some(allowsSomething);

/** Somebody who holds the guardian's grants besides. */
export const withGuardiansGrants = (principal: ProvedPrincipal): ProvedPrincipal => ({
  ...principal,
  identityPolicies: {
    ...principal.identityPolicies,
    policies: [...principal.identityPolicies.policies, guardiansGrants(principal.partition)],
  },
});
