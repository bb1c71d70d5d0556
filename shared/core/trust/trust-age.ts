import type { Effort } from '#core/policy/effort.ts';
import { AGE_KEY, ageLimit } from '#core/reauthentication/age-limit.ts';
import { type Asking, admittedBy } from './admission.ts';
import { callersOf } from './caller.ts';
import type { NamedPrincipal } from './named-principal.ts';
import { coversAction, namesPrincipal, type TrustStatement } from './trust-statement.ts';
import { outcomeFor } from './undefined-condition.ts';

/** The limit that one statement certainly sets; nothing beyond doubt is no limit. */
const limitIn = (statement: TrustStatement): number => {
  const limit = ageLimit(statement);
  return limit?.kind === 'limit' ? limit.seconds : Number.POSITIVE_INFINITY;
};

/** Whether a deny of old sessions certainly takes in whoever asks. */
const denies = (statement: TrustStatement, { principal, caller, effort }: Asking): boolean =>
  statement.effect === 'Deny' &&
  coversAction(statement, caller.action, effort) &&
  namesPrincipal(statement, principal, effort) === 'must' &&
  statement.conditions.every(
    (entry) =>
      entry.key === AGE_KEY ||
      caller.contexts.every((context) => outcomeFor(entry, context, effort) === 'must'),
  );

/** How old, in seconds, MFA may certainly be at most for a principal who needs it; undefined if there is no limit. */
export const maximumAge = (
  principal: NamedPrincipal,
  statements: readonly TrustStatement[],
  effort: Effort,
): number | undefined => {
  const caller = callersOf(principal).find(({ session }) => session === 'mfa');
  if (caller === undefined) {
    return undefined;
  }
  const asking: Asking = { principal, caller, statements, effort };
  const allowed = statements
    .filter((statement) => statement.effect === 'Allow' && admittedBy(statement, asking) !== 'refused')
    .map(limitIn);
  const denied = statements.filter((statement) => denies(statement, asking)).map(limitIn);
  const limit = Math.min(Math.max(0, ...allowed), ...denied);
  return Number.isFinite(limit) ? limit : undefined;
};
