import { fail, ok, type Result } from '#core/kernel/result.ts';
import { type ActionSet, allActions, withoutActions } from './action-set.ts';
import { type Effort, limitedEffort, TooComplex } from './effort.ts';
import { matchActions } from './match-actions.ts';
import { parsePolicy } from './parse-policy.ts';
import { type Pattern, wildcardPattern } from './pattern.ts';
import type { PolicyProblem } from './policy-problem.ts';
import type { PolicyStatement } from './policy-statement.ts';
import type { Named } from './region.ts';

/** A statement with its actions looked up in the catalogue. */
export interface CompiledStatement extends PolicyStatement {
  /** The catalogue's actions that it names, after `NotAction`. */
  readonly actionSet: ActionSet;
  /** The same as patterns, for actions that no catalogue lists. */
  readonly actionNames: Named<Pattern>;
}

export type CompiledPolicy = readonly CompiledStatement[];

/** How many steps one document may take. The largest that IAM stores takes some ten thousands. */
export const COMPILATION_STEPS = 20_000_000;

/** How many compiled documents are kept, a policy is shared by many users, and how long one may be. */
const MOST_KEPT = 2_000;
const LONGEST_KEPT = 20_000;

const compileStatement = (statement: PolicyStatement, effort: Effort): CompiledStatement => {
  const { negated, patterns } = statement.actions;
  const named = matchActions(patterns, effort);
  return {
    ...statement,
    actionSet: negated ? withoutActions(allActions, named) : named,
    actionNames: { negated, patterns: [...new Set(patterns)].map(wildcardPattern) },
  };
};

/** Compiles a document without keeping it. Throws `TooComplex` once the effort is spent. */
export const compileAnew = (text: string, effort: Effort): Result<CompiledPolicy, PolicyProblem> => {
  const parsed = parsePolicy(text);
  return parsed.ok
    ? ok(parsed.value.statements.map((statement) => compileStatement(statement, effort)))
    : parsed;
};

const tooComplex = (text: string): Result<never, PolicyProblem> =>
  fail({
    at: 'the document',
    expected: `a policy that can be judged within ${COMPILATION_STEPS} steps`,
    received: `one of ${text.length} characters that takes more`,
  });

const compileWithinLimit = (text: string): Result<CompiledPolicy, PolicyProblem> => {
  try {
    return compileAnew(text, limitedEffort(COMPILATION_STEPS));
  } catch (error) {
    if (error instanceof TooComplex) {
      return tooComplex(text);
    }
    throw error;
  }
};

const kept = new Map<string, Result<CompiledPolicy, PolicyProblem>>();

/** Compiles a document once: the same text gives the same answer, so the latest are kept. */
export const compilePolicy = (text: string): Result<CompiledPolicy, PolicyProblem> => {
  const compiled = kept.get(text) ?? compileWithinLimit(text);
  if (text.length > LONGEST_KEPT) {
    return compiled;
  }
  // Moved to the end: what was asked for last is dropped last.
  kept.delete(text);
  kept.set(text, compiled);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) {
    kept.delete(oldest);
  }
  return compiled;
};
