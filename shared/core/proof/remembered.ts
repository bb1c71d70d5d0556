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
 * Work on something that never changes, done once for as long as anybody has that thing, and once for each text that
 * says what else it hangs on. Asked again, it takes the same steps of the effort: what was asked before must not
 * change an answer.
 */
export const rememberedFor = <Key extends object, Other, Value>(
  textOf: (other: Other) => string,
  work: (key: Key, other: Other, effort: Effort) => Value,
): ((key: Key, other: Other, effort: Effort) => Value) => {
  const kept = new WeakMap<Key, Map<string, Remembered<Value>>>();
  return (key, other, effort) => {
    const ofKey = kept.get(key) ?? new Map<string, Remembered<Value>>();
    kept.set(key, ofKey);
    const text = textOf(other);
    const known = ofKey.get(text);
    if (known !== undefined) {
      effort.spend(known.steps);
      return known.value;
    }
    const done = counted((counting) => work(key, other, counting), effort);
    ofKey.set(text, done);
    return done.value;
  };
};

/** The same for work that hangs on nothing else. */
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
