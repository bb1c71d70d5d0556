import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { type Effort, limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { evaluateConditions } from '#core/proof/evaluate-condition.ts';
import { speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import { type PlacedStatement, principalPolicies } from '#core/proof/principal-policies.ts';
import { PROOF_STEPS } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import { BYSTANDER_KINDS, type Bystander } from './bystander.ts';
import { bystanderContexts } from './bystander-context.ts';
import { namesNobodyOf } from './names-nobody-of.ts';

const TEXTS: Readonly<Record<Bystander['kind'], string>> = {
  'role-session':
    'Sessions of roles never carry MFA, so that it stops the roles of people and of services in every account that it governs. Only service-linked roles are not governed.',
  'service-on-behalf':
    'Calls that AWS services make for a user count as made without MFA, even if the user signed in with it, so that it stops, say, CloudFormation or Athena halfway.',
  'root-user': 'The root user of a member account can never show MFA to a policy, so that it stops root too.',
};

/** Only the organization's policies govern roles and the root user; those of a user govern him. */
const governs = (kind: Bystander['kind'], { place }: PlacedStatement): boolean =>
  kind === 'service-on-behalf' || place.holder.kind === 'service-control';

const mayHold = (
  { conditions }: PlacedStatement,
  kind: Bystander['kind'],
  principal: ProvedPrincipal,
  effort: Effort,
): boolean =>
  bystanderContexts(kind, principal).some(
    (context) =>
      evaluateConditions(conditions, context, effort) !== 'cannot' &&
      !conditions.some((entry) => namesNobodyOf(entry, context, effort)),
  );

/** A policy may be attached at several levels. */
const distinct = (places: readonly StatementPlace[]): readonly StatementPlace[] => [
  ...new Map(places.map((place) => [canonicalJson(place), place])).values(),
];

const denying = (principal: ProvedPrincipal, effort: Effort): readonly PlacedStatement[] => {
  const { identity, boundary, levels, onlyDenying } = principalPolicies(principal, effort);
  return [...identity, ...(boundary ?? []), ...levels.flat(), ...onlyDenying].filter(
    ({ effect, conditions }) => effect === 'Deny' && speaksOfMfa(conditions),
  );
};

/**
 * Who can never show MFA and is stopped, or may be, by a deny that asks for it: sessions of roles and the root user by
 * service control policies, services that act for a user with MFA by any policy. What could not be read or understood
 * is left out.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export const stoppedBystanders = (principal: ProvedPrincipal): readonly Bystander[] => {
  const effort = limitedEffort(PROOF_STEPS);
  try {
    const denies = denying(principal, effort);
    return BYSTANDER_KINDS.flatMap((kind) =>
      distinct(
        denies
          .filter((deny) => governs(kind, deny) && mayHold(deny, kind, principal, effort))
          .map(({ place }) => place),
      ).map((stoppedBy) => ({ kind, stoppedBy, text: TEXTS[kind] })),
    );
  } catch (error) {
    if (error instanceof TooComplex) {
      return [];
    }
    throw error;
  }
};
