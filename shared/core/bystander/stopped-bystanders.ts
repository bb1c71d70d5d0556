import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { type Effort, limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import {
  type PlacedStatement,
  type PrincipalPolicies,
  principalPolicies,
} from '#core/proof/principal-policies.ts';
import { PROOF_STEPS } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { RequestContext } from '#core/proof/request-context.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import { allowsShuttingOut } from './allows-shutting-out.ts';
import { BYSTANDER_KINDS, type Bystander } from './bystander.ts';
import { bystanderContexts } from './bystander-context.ts';
import { certaintyOf } from './certainty.ts';

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

/** A policy may be attached at several levels. */
const distinct = (places: readonly StatementPlace[]): readonly StatementPlace[] => [
  ...new Map(places.map((place) => [canonicalJson(place), place])).values(),
];

const deniesIn = ({
  identity,
  boundary,
  levels,
  onlyDenying,
}: PrincipalPolicies): readonly PlacedStatement[] =>
  [...identity, ...(boundary ?? []), ...levels.flat(), ...onlyDenying].filter(
    ({ effect, conditions }) => effect === 'Deny' && speaksOfMfa(conditions),
  );

/** The statements that stop one kind of requests in one context, or may: denies that hold, and allows that do not. */
const stoppingIn = (
  policies: PrincipalPolicies,
  kind: Bystander['kind'],
  context: RequestContext,
  effort: Effort,
): readonly PlacedStatement[] => [
  ...deniesIn(policies).filter(
    (deny) => governs(kind, deny) && certaintyOf(deny.conditions, context, effort) !== 'cannot',
  ),
  ...policies.levels.flatMap((level) => allowsShuttingOut(level, context, effort)),
];

/**
 * Who can never show MFA and is stopped, or may be, by a deny that asks for it: sessions of roles and the root user by
 * service control policies, services that act for a user with MFA by any policy. A level of service control policies
 * that allows only with MFA stops all of them like a deny. What could not be read or understood is left out.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export const stoppedBystanders = (principal: ProvedPrincipal): readonly Bystander[] => {
  const effort = limitedEffort(PROOF_STEPS);
  try {
    const policies = principalPolicies(principal, effort);
    return BYSTANDER_KINDS.flatMap((kind) =>
      distinct(
        bystanderContexts(kind, principal)
          .flatMap((context) => stoppingIn(policies, kind, context, effort))
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
