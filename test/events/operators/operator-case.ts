import type { DetailPattern, ValuePattern } from '#core/change/event-pattern.ts';

/** What EventBridge says of one pattern and one event, in the operators that the guardian's rules use. */
export interface OperatorCase {
  readonly what: string;
  readonly pattern: DetailPattern;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly matches: boolean;
}

/** No field at all, where a value is expected. */
export const ABSENT = Symbol('absent');

/** Values for one field, and what alternatives for that field say of each. */
export const casesOf = (
  alternatives: readonly ValuePattern[],
  values: readonly (readonly [value: unknown, matches: boolean])[],
): readonly OperatorCase[] =>
  values.map(([value, matches]) => ({
    what: `${JSON.stringify(alternatives)} and ${value === ABSENT ? 'no field' : JSON.stringify(value)}`,
    pattern: { field: alternatives },
    detail: value === ABSENT ? { other: 'x' } : { field: value },
    matches,
  }));
