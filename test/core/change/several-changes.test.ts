import { describe, expect, it } from 'vitest';
import type { Expectation } from '#core/change/expectation.ts';
import { isTooEarly } from '#core/change/visibility.ts';
import { addDuration, milliseconds } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import { guardArn, NEW_YEAR, snapshotOf } from '../../fakes/people.ts';
import { CALL, changeOf, recordOf } from '../../fakes/records.ts';

const GUARD = guardArn('standard');

const sinceNewYear = (duration: number) => addDuration(NEW_YEAR, milliseconds(duration));
const readAfter = (duration: number, facts = {}) => snapshotOf('ana', facts, sinceNewYear(duration));

const key = (id: string): Expectation => ({ kind: 'access-key', id, status: 'active' });
const device = (name: string): Expectation => ({
  kind: 'mfa-device',
  serialNumber: `arn:aws:iam::222222222222:mfa/${name}`,
  present: true,
});
const inline = (name: string): Expectation => ({ kind: 'inline-policy', name, present: true });

/** A read, a second after both, that shows what is expected of one thing, and nothing of another. */
const showingOnly = (expectation: Expectation) => {
  switch (expectation.kind) {
    case 'access-key':
      return readAfter(2_000, { accessKeys: known([{ id: expectation.id, active: true }]) });
    case 'mfa-device':
      return readAfter(2_000, { mfaDevices: known([{ serialNumber: expectation.serialNumber }]) });
    case 'attached-policy':
      return readAfter(2_000, { attachedPolicies: known([expectation.arn]) });
    case 'inline-policy':
      return readAfter(2_000, { identityPolicies: withInline(expectation.name) });
    default:
      return readAfter(2_000);
  }
};

const withInline = (name: string) => ({
  policies: [{ holder: { kind: 'user' } as const, policy: { kind: 'inline', name } as const, text: '{}' }],
  gaps: [],
});

describe('isTooEarly, of several changes at once', () => {
  const at = (duration: number, expectation: Expectation) =>
    changeOf({ expectation, call: { ...CALL, at: sinceNewYear(duration) } });
  const made: Expectation = { kind: 'password', present: true };
  const gone: Expectation = { kind: 'password', present: false };
  const attached: Expectation = { kind: 'attached-policy', arn: GUARD, present: true };

  it('waits for the last that was said of each thing, whatever came first', () => {
    const changes = [at(0, made), at(2_000, gone), at(1_000, attached)];
    for (const inAnyOrder of [changes, changes.toReversed()]) {
      const shown = readAfter(3_000, { attachedPolicies: known([GUARD]) });
      expect(isTooEarly(shown, inAnyOrder, undefined)).toBe(false);
      expect(isTooEarly(readAfter(3_000), inAnyOrder, undefined)).toBe(true);
      const late = readAfter(3_000, { attachedPolicies: known([GUARD]), password: known('set') });
      expect(isTooEarly(late, inAnyOrder, undefined)).toBe(true);
    }
  });

  it('waits for neither of two that contradict each other within one second', () => {
    expect(isTooEarly(readAfter(1_000), [at(0, made), at(0, gone)], undefined)).toBe(false);
    expect(isTooEarly(readAfter(1_000), [at(0, made), at(0, made)], undefined)).toBe(true);
  });

  it('takes equal expectations for equal, in whatever order a store gives back their members', () => {
    const stored = Object.fromEntries(Object.entries(made).reverse()) as Expectation;
    expect(isTooEarly(readAfter(1_000), [at(0, made), at(0, stored)], undefined)).toBe(true);
    const acted = recordOf({ actedUpon: { policyArn: GUARD, at: NEW_YEAR } });
    const takenAway = Object.fromEntries(Object.entries({ ...attached, present: false }).reverse());
    expect(isTooEarly(readAfter(1_000), [at(500, takenAway as Expectation)], acted)).toBe(false);
  });

  it.each<[string, Expectation, Expectation]>([
    ['two keys', key('AKIAONE'), key('AKIATWO')],
    ['two devices', device('phone'), device('laptop')],
    ['two policies', attached, { ...attached, arn: guardArn('strict') }],
    ['two inline policies', inline('one'), inline('two')],
  ])('keeps %s apart', (_what, one, other) => {
    // The earlier one would not be waited for if both were about the same.
    expect(isTooEarly(showingOnly(other), [at(0, one), at(1_000, other)], undefined)).toBe(true);
  });
});
