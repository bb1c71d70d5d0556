import { fail, ok, type Result } from '#core/kernel/result.ts';
import { type ActionSet, allActions, withoutActions } from './action-set.ts';
import { type Effort, limitedEffort, TooComplex } from './effort.ts';
import { actionNamePattern, matchActions } from './match-actions.ts';
import { LONGEST_POLICY, parsePolicy } from './parse-policy.ts';
import type { Pattern } from './pattern.ts';
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

/** How many steps one document may take. The largest that IAM stores takes some hundred thousands. */
export const COMPILATION_STEPS = 10_000_000;

/** What reading one character takes, in steps: twice as JSON, and once more as patterns. */
const STEPS_PER_CHARACTER = 8;

const compileStatement = (statement: PolicyStatement, effort: Effort): CompiledStatement => {
  const { negated, patterns } = statement.actions;
  const named = matchActions(patterns, effort);
  return {
    ...statement,
    actionSet: negated ? withoutActions(allActions, named) : named,
    actionNames: { negated, patterns: [...new Set(patterns)].map(actionNamePattern) },
  };
};

/** Compiles a document without keeping it. Throws `TooComplex` once the effort is spent. */
export const compileAnew = (text: string, effort: Effort): Result<CompiledPolicy, PolicyProblem> => {
  effort.spend(Math.min(text.length, LONGEST_POLICY) * STEPS_PER_CHARACTER);
  const parsed = parsePolicy(text);
  return parsed.ok
    ? ok(parsed.value.statements.map((statement) => compileStatement(statement, effort)))
    : parsed;
};

const tooComplex = (text: string): Result<never, PolicyProblem> =>
  fail({
    because: 'too-complex',
    at: 'the document',
    expected: `a policy that can be judged within ${COMPILATION_STEPS} steps`,
    received: `one of ${text.length} characters that takes more`,
  });

/** What became of a document, and the steps that this took. */
interface Compilation {
  readonly result: Result<CompiledPolicy, PolicyProblem>;
  readonly steps: number;
}

const compileWithinLimit = (text: string): Compilation => {
  const effort = limitedEffort(COMPILATION_STEPS);
  try {
    return { result: compileAnew(text, effort), steps: effort.spent() };
  } catch (error) {
    if (error instanceof TooComplex) {
      return { result: tooComplex(text), steps: COMPILATION_STEPS };
    }
    throw error;
  }
};

/** About as many bytes as may be kept: a policy is shared by many users. */
const MOST_KEPT = 64_000_000;

const kept = new Map<string, Compilation>();
let keptBytes = 0;

/** About as many bytes as a compilation takes, its text included. */
const bytesOf = (text: string, { result }: Compilation): number =>
  text.length * 2 + (result.ok ? result.value.length * allActions.byteLength : 0);

const forget = (text: string): void => {
  const compilation = kept.get(text);
  if (compilation !== undefined && kept.delete(text)) {
    keptBytes -= bytesOf(text, compilation);
  }
};

/** Keeps what was asked for last, and lets go of what was not asked for the longest. */
const keep = (text: string, compilation: Compilation): void => {
  forget(text);
  kept.set(text, compilation);
  keptBytes += bytesOf(text, compilation);
  for (const oldest of kept.keys()) {
    if (keptBytes <= MOST_KEPT) {
      return;
    }
    forget(oldest);
  }
};

/**
 * Compiles a document once: the same text gives the same answer, so the latest are kept. Takes the same steps of the
 * effort either way; throws `TooComplex` once it is spent.
 */
export const compilePolicy = (text: string, effort: Effort): Result<CompiledPolicy, PolicyProblem> => {
  const compilation = kept.get(text) ?? compileWithinLimit(text);
  keep(text, compilation);
  effort.spend(compilation.steps);
  return compilation.result;
};
