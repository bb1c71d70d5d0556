import type { Effort } from '#core/policy/effort.ts';
import { bindAllow } from '#core/proof/bind-statement.ts';
import { looksLikeMfaKey, speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import type { PlacedStatement } from '#core/proof/principal-policies.ts';
import type { RequestContext } from '#core/proof/request-context.ts';
import { everyRequest, outside, within } from '#core/proof/requests.ts';
import { certaintyOf } from './certainty.ts';

/** Whether it is for want of MFA that an allow does not hold. */
const failsForMfa = ({ conditions }: PlacedStatement, context: RequestContext, effort: Effort): boolean => {
  const others = conditions.filter(({ key }) => !looksLikeMfaKey(key));
  return (
    speaksOfMfa(conditions) &&
    certaintyOf(conditions, context, effort) === 'cannot' &&
    certaintyOf(others, context, effort) !== 'cannot'
  );
};

/**
 * The allows of one level that ask for MFA in vain, where no other allow of the level may let through what they name:
 * each level has to allow, so that such an allow stops like a deny.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export const allowsShuttingOut = (
  level: readonly PlacedStatement[],
  context: RequestContext,
  effort: Effort,
): readonly PlacedStatement[] => {
  const allows = level.filter(({ effect }) => effect === 'Allow');
  const letting = allows
    .filter(({ conditions }) => certaintyOf(conditions, context, effort) !== 'cannot')
    .map((allow) => bindAllow(allow, context, effort));
  const lacking = (allow: PlacedStatement): boolean =>
    letting.reduce(
      (left, other) => left.flatMap((each) => outside(each, other, effort)),
      within(everyRequest, bindAllow(allow, context, effort), effort),
    ).length > 0;
  return allows.filter((allow) => failsForMfa(allow, context, effort) && lacking(allow));
};
