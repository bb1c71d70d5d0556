import { expect } from 'vitest';
import { limitedEffort } from '#core/policy/effort.ts';
import { parseConditions } from '#core/policy/parse-conditions.ts';
import type { Outcome } from '#core/proof/condition-outcome.ts';
import { evaluateConditions } from '#core/proof/evaluate-condition.ts';
import { requestContexts } from '#core/proof/request-context.ts';
import type { ProvableSession } from '#core/proof/session-kind.ts';
import { holding } from './hostile-user.ts';

const ALICE = holding([], {
  tags: [
    { key: 'accent', value: 'é' },
    { key: 'zed', value: 'AMZ' },
  ],
});

export const outcomeOf = (
  condition: object,
  session: ProvableSession = 'access-key',
): Outcome | 'several' => {
  const parsed = parseConditions(condition, true, 'Condition');
  const entries = parsed.ok ? parsed.value : [];
  const outcomes = requestContexts(ALICE, session).map((context) =>
    evaluateConditions(entries, context, limitedEffort(1_000_000)),
  );
  const [first] = outcomes;
  return first !== undefined && new Set(outcomes).size === 1 ? first : 'several';
};

export type Row = readonly [operator: string, key: string, value: unknown, outcome: Outcome];

export const expectRow = (operator: string, key: string, value: unknown, outcome: Outcome): void => {
  expect(outcomeOf({ [operator]: { [key]: value } })).toBe(outcome);
};

export const rows = (...list: readonly Row[]): readonly Row[] => list;
