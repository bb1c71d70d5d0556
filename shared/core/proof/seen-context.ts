import type { Effort } from '#core/policy/effort.ts';
import { samePattern } from '#core/policy/pattern.ts';
import { counted, latest, type Remembered } from './remembered.ts';
import type { KeyState, RequestContext } from './request-context.ts';

/** Of so many keys what was seen last is kept, and of each so many ways to see it: more than one user has. */
const MOST_KEPT = 16;
const MOST_SEEN = 8;

/** What was worked out, and the keys that were looked at for it. */
interface Seen<Value> extends Remembered<Value> {
  readonly keys: ReadonlyMap<string, KeyState>;
}

const sameState = (left: KeyState, right: KeyState): boolean =>
  left.kind === 'present' && right.kind === 'present'
    ? left.type === right.type && samePattern(left.value, right.value)
    : left.kind === right.kind;

const looksTheSame = (keys: ReadonlyMap<string, KeyState>, context: RequestContext): boolean => {
  for (const [key, state] of keys) {
    if (!sameState(state, context(key))) {
      return false;
    }
  }
  return true;
};

const lookThrough = <Value>(
  work: (context: RequestContext, effort: Effort) => Value,
  context: RequestContext,
  effort: Effort,
): Seen<Value> => {
  const keys = new Map<string, KeyState>();
  const watched: RequestContext = (key) => {
    const state = context(key);
    keys.set(key, state);
    return state;
  };
  return { ...counted((counting) => work(watched, counting), effort), keys };
};

/**
 * Work that looks at the context of requests, done once for all contexts in which it would see the same: the sessions
 * of one user often differ in nothing that the policies look at. Takes the same steps of the effort either way.
 */
export const oncePerSeenContext = <Key extends object, Value>(
  work: (key: Key, context: RequestContext, effort: Effort) => Value,
): ((key: Key, context: RequestContext, effort: Effort) => Value) => {
  const kept = latest<Key, Seen<Value>[]>(MOST_KEPT);
  return (key, context, effort) => {
    const known = kept.get(key) ?? [];
    if (known.length === 0) {
      kept.set(key, known);
    }
    const same = known.find(({ keys }) => looksTheSame(keys, context));
    if (same !== undefined) {
      effort.spend(same.steps);
      return same.value;
    }
    const seen = lookThrough((watched, counting) => work(key, watched, counting), context, effort);
    known.push(seen);
    if (known.length > MOST_SEEN) {
      known.shift();
    }
    return seen.value;
  };
};
