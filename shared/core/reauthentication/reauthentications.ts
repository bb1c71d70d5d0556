import type { Effort } from '#core/policy/effort.ts';
import { limitedEffort, TooComplex } from '#core/policy/effort.ts';
import type { PolicyStatement } from '#core/policy/policy-statement.ts';
import type { Outcome } from '#core/proof/condition-outcome.ts';
import { allOf } from '#core/proof/condition-outcome.ts';
import { evaluateEntry } from '#core/proof/evaluate-condition.ts';
import { isMfaKey } from '#core/proof/mfa-conditions.ts';
import {
  type PlacedStatement,
  type PrincipalPolicies,
  principalPolicies,
} from '#core/proof/principal-policies.ts';
import { PROOF_STEPS } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type RequestContext, requestContexts } from '#core/proof/request-context.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import { AGE_KEY, type AgeLimit, ageLimit } from './age-limit.ts';
import { describeAge } from './describe-age.ts';

/** What one statement asks of sessions with MFA that grow old. */
export interface Reauthentication {
  readonly place: StatementPlace;
  /** In seconds; undefined where the statement sets no limit, or AWS leaves open what comes of it. */
  readonly maximumAgeSeconds: number | undefined;
  /** One sentence for people. */
  readonly text: string;
}

const statementsOf = (policies: PrincipalPolicies): readonly PlacedStatement[] => [
  ...policies.identity,
  ...(policies.boundary ?? []),
  ...policies.levels.flat(),
  ...policies.onlyDenying,
];

/** What the other conditions of a statement come to for a session with MFA. */
interface Besides {
  readonly holds: Outcome;
  /** Whether one of them asks for MFA in a way of which AWS does not say what comes. */
  readonly isUndefined: boolean;
}

const besides = ({ conditions }: PlacedStatement, context: RequestContext, effort: Effort): Besides => {
  const others = conditions.filter(({ key }) => key !== AGE_KEY);
  const outcomes = others.map((entry) => ({ entry, outcome: evaluateEntry(entry, context, effort) }));
  return {
    holds: allOf(outcomes.map(({ outcome }) => outcome)),
    isUndefined: outcomes.some(
      ({ entry, outcome }) =>
        outcome === 'may' && (isMfaKey(entry.key) || entry.operator.family === 'unknown'),
    ),
  };
};

const EVERYTHING = '*';

const isOfEverything = ({ actions }: PlacedStatement): boolean =>
  actions.negated || actions.patterns.includes(EVERYTHING);

const scope = (statement: PlacedStatement, { holds }: Besides): string => {
  const verb = statement.effect === 'Deny' ? 'denies' : 'allows';
  const what =
    statement.effect === 'Deny' && isOfEverything(statement) ? '' : ` for what this statement ${verb}`;
  return `${what}${holds === 'may' ? ', where its other conditions hold' : ''}`;
};

const NO_LIMIT: Readonly<Record<PolicyStatement['effect'], string>> = {
  Allow: 'it never allows a session with MFA anything, because of its other conditions',
  Deny: 'it never denies a session with MFA anything, because of its other conditions',
};

const openness = (statement: PlacedStatement, limit: AgeLimit, others: Besides): string | undefined => {
  if (others.holds === 'cannot') {
    return NO_LIMIT[statement.effect];
  }
  if (others.isUndefined) {
    return 'its other conditions on MFA are of a kind that AWS leaves open';
  }
  return limit.kind === 'open' ? limit.because : undefined;
};

const describeLimit = (seconds: number): string =>
  seconds === 0
    ? 'no session with MFA is young enough'
    : `a session with MFA has to authenticate again after ${describeAge(seconds)}`;

const reauthentication = (
  statement: PlacedStatement,
  context: RequestContext,
  effort: Effort,
): readonly Reauthentication[] => {
  const limit = ageLimit(statement);
  if (limit === undefined) {
    return [];
  }
  const { place } = statement;
  const others = besides(statement, context, effort);
  const because = openness(statement, limit, others);
  if (because !== undefined || limit.kind === 'open') {
    const text = `no limit to the age of a session with MFA is certain: ${because}`;
    return [{ place, maximumAgeSeconds: undefined, text }];
  }
  const text = `${describeLimit(limit.seconds)}${scope(statement, others)}`;
  return [{ place, maximumAgeSeconds: limit.seconds, text }];
};

/**
 * After what time a session with MFA has to authenticate again: one answer for each statement that speaks of
 * `aws:MultiFactorAuthAge`, also for those that set no limit. Policies that are too complex to judge, and those that
 * could not be read, give none; the proof says which.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
 */
export const reauthentications = (principal: ProvedPrincipal): readonly Reauthentication[] => {
  const effort = limitedEffort(PROOF_STEPS);
  try {
    const statements = statementsOf(principalPolicies(principal, effort));
    return requestContexts(principal, 'mfa').flatMap((context) =>
      statements.flatMap((statement) => reauthentication(statement, context, effort)),
    );
  } catch (error) {
    if (error instanceof TooComplex) {
      return [];
    }
    throw error;
  }
};
