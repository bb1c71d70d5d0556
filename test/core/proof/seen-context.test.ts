import { describe, expect, it } from 'vitest';
import { type Effort, limitedEffort } from '#core/policy/effort.ts';
import { literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import type { KeyState, RequestContext } from '#core/proof/request-context.ts';
import { oncePerSeenContext } from '#core/proof/seen-context.ts';

const plenty = (): Effort => limitedEffort(1_000);

const text = (value: string): KeyState => ({ kind: 'present', value: literalPattern(value), type: 'text' });

const contextOf =
  (keys: Readonly<Record<string, KeyState>>): RequestContext =>
  (key) =>
    keys[key] ?? { kind: 'any' };

/** Looks at one key, at another one if that is absent, and tells how often it was done. */
const looking = () => {
  let done = 0;
  return oncePerSeenContext((_key: object, context, effort): number => {
    effort.spend(context('mfa').kind === 'absent' && context('name').kind === 'present' ? 5 : 2);
    done += 1;
    return done;
  });
};

const ABSENT: KeyState = { kind: 'absent' };

describe('work on a context', () => {
  it('is done once for contexts that differ in nothing it looks at, at the same cost', () => {
    const work = looking();
    const [key, effort] = [{}, plenty()];
    expect(work(key, contextOf({ mfa: ABSENT, name: text('ana'), other: ABSENT }), effort)).toBe(1);
    expect(work(key, contextOf({ mfa: ABSENT, name: text('ana'), other: text('x') }), effort)).toBe(1);
    expect(effort.spent()).toBe(10);
  });

  it('is done anew for another key that policies look at, value or kind of value', () => {
    const work = looking();
    const key = {};
    const states: readonly KeyState[] = [
      text('ana'),
      text('bob'),
      { ...text('ana'), type: 'other' } as KeyState,
      { kind: 'present', value: wildcardPattern('*'), type: 'text' },
      { kind: 'present', value: literalPattern('*'), type: 'text' },
      ABSENT,
      { kind: 'any' },
    ];
    const ask = () => states.map((name) => work(key, contextOf({ mfa: ABSENT, name }), plenty()));
    expect(ask()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(ask()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('does not look at what the work did not look at in that context', () => {
    const work = looking();
    const key = {};
    expect(work(key, contextOf({ mfa: text('true'), name: text('ana') }), plenty())).toBe(1);
    expect(work(key, contextOf({ mfa: text('true'), name: text('bob') }), plenty())).toBe(1);
  });

  it('is done for each thing, and lets go of what was seen long ago', () => {
    const work = looking();
    const key = {};
    const ask = (name: string) => work(key, contextOf({ mfa: ABSENT, name: text(name) }), plenty());
    expect(work({}, contextOf({}), plenty())).toBe(1);
    expect(ask('first')).toBe(2);
    for (let place = 0; place < 20; place += 1) {
      ask(`user-${place}`);
    }
    expect(ask('first')).toBe(23);
  });
});
