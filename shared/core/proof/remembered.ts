import type { Effort } from '#core/policy/effort.ts';

/** What is made of something that never changes, once for as long as anybody has that thing. */
export const madeOnce = <Key extends object, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const kept = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = kept.get(key) ?? { value: make(key) };
    kept.set(key, known);
    return known.value;
  };
};

/** What came of some work, and the steps that it took. */
export interface Remembered<Value> {
  readonly value: Value;
  readonly steps: number;
}

/** Does some work and counts its steps. */
export const counted = <Value>(work: (effort: Effort) => Value, effort: Effort): Remembered<Value> => {
  const before = effort.spent();
  const value = work(effort);
  return { value, steps: effort.spent() - before };
};

/**
 * Work on something that never changes, done once for as long as anybody has that thing. Asked again, it takes the
 * same steps of the effort: what was asked before must not change an answer.
 */
export const remembered = <Key extends object, Value>(
  work: (key: Key, effort: Effort) => Value,
): ((key: Key, effort: Effort) => Value) => {
  const kept = new WeakMap<Key, Remembered<Value>>();
  return (key, effort) => {
    const known = kept.get(key);
    if (known !== undefined) {
      effort.spend(known.steps);
      return known.value;
    }
    const done = counted((counting) => work(key, counting), effort);
    kept.set(key, done);
    return done.value;
  };
};
