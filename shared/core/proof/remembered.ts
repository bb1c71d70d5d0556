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

let numbered = 0;

/** A number that is this thing's own, for as long as anybody has it. */
export const numberOf = madeOnce((_thing: object): number => {
  numbered += 1;
  return numbered;
});

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

/** What is known of things, while they are known. */
export interface Memory<Key, Value> {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => unknown;
}

/** Keeps what was set last, of so many things: what one principal's sessions share is asked for in a row. */
export const latest = <Key, Value>(most: number): Memory<Key, Value> => {
  const kept = new Map<Key, Value>();
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      // What is set again is set last.
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) {
        kept.delete(oldest);
      }
    },
  };
};

/**
 * Work on something that never changes, done once for as long as it is remembered, and once for each text that
 * says what else it hangs on, so many texts at most. Asked again, it takes the same steps of the effort: what was asked before must not
 * change an answer.
 */
export const rememberedFor = <Key extends object, Other, Value>(
  textOf: (other: Other) => string,
  work: (key: Key, other: Other, effort: Effort) => Value,
  kept: Memory<Key, Memory<string, Remembered<Value>>>,
  mostTexts: number,
): ((key: Key, other: Other, effort: Effort) => Value) => {
  return (key, other, effort) => {
    const ofKey = kept.get(key);
    const text = textOf(other);
    const known = ofKey?.get(text);
    if (known !== undefined) {
      effort.spend(known.steps);
      return known.value;
    }
    const done = counted((counting) => work(key, other, counting), effort);
    const texts = ofKey ?? latest<string, Remembered<Value>>(mostTexts);
    texts.set(text, done);
    kept.set(key, texts);
    return done.value;
  };
};

/** The same for work that hangs on nothing else. */
export const remembered = <Key extends object, Value>(
  work: (key: Key, effort: Effort) => Value,
  kept: Memory<Key, Remembered<Value>> = new WeakMap<Key, Remembered<Value>>(),
): ((key: Key, effort: Effort) => Value) => {
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
