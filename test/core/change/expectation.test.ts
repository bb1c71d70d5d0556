import { describe, expect, it } from 'vitest';
import { type Expectation, isVisible } from '#core/change/expectation.ts';
import { addDuration, milliseconds } from '#core/kernel/time.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import { known, type ReadFailure, unknown } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { heldPolicies, inlinePolicy } from '../../fakes/held-policies.ts';
import {
  ADMINISTRATOR_ACCESS,
  ANA,
  DEVICE,
  guardArn,
  MEMBER_ACCOUNT,
  NEW_YEAR,
  PASSWORD,
  snapshotOf,
  userIdOf,
} from '../../fakes/people.ts';

const ABSENT: PostureSnapshot = { kind: 'absent', principal: ANA, readBegan: NEW_YEAR };

const PHONE = `arn:aws:iam::${MEMBER_ACCOUNT}:mfa/phone`;
const GUARD = guardArn('standard');

const keys = (active: boolean) => ({ accessKeys: known([{ id: 'AKIAANA', active }]) });
const keyIs = (status: 'active' | 'inactive' | 'gone'): Expectation => ({
  kind: 'access-key',
  id: 'AKIAANA',
  status,
});
const policyIs = (present: boolean): Expectation => ({ kind: 'attached-policy', arn: GUARD, present });
const deviceIs = (present: boolean): Expectation => ({ kind: 'mfa-device', serialNumber: PHONE, present });

const TEXT = '{"Version":"2012-10-17","Statement":[]}';
const INLINE = inlinePolicy('read-reports', TEXT);
const OF_GROUP = inlinePolicy('read-reports', TEXT, { kind: 'group', groupName: 'developers' });
const holding = (policy: HeldPolicy) => ({ identityPolicies: heldPolicies(policy) });
const UNREAD_INLINE: Partial<UserPosture> = {
  identityPolicies: { policies: [], gaps: [{ fact: 'inline-policies', because: 'throttled' }] },
};
const inlineIs = (present: boolean): Expectation => ({
  kind: 'inline-policy',
  name: 'read-reports',
  present,
});

const BOUNDARY = `arn:aws:iam::${MEMBER_ACCOUNT}:policy/Boundary`;
const bounded = (name: string) => ({ boundary: known({ name, text: TEXT }) });
const boundaryIs = (name: string): Expectation => ({ kind: 'boundary', name });

describe('isVisible', () => {
  it.each<[string, Expectation, Partial<UserPosture>, boolean]>([
    ['a password that is there', { kind: 'password', present: true }, { password: PASSWORD }, true],
    ['no password yet', { kind: 'password', present: true }, {}, false],
    ['a password that is gone', { kind: 'password', present: false }, {}, true],
    ['a password that is still there', { kind: 'password', present: false }, { password: PASSWORD }, false],
    ['an active key', keyIs('active'), keys(true), true],
    ['a key that is not active yet', keyIs('active'), keys(false), false],
    ['no key yet', keyIs('active'), {}, false],
    ['another key', keyIs('active'), { accessKeys: known([{ id: 'AKIAOTHER', active: true }]) }, false],
    ['an inactive key', keyIs('inactive'), keys(false), true],
    ['a key that is still active', keyIs('inactive'), keys(true), false],
    ['a key that is gone before it was seen inactive', keyIs('inactive'), {}, false],
    ['a key that is gone', keyIs('gone'), {}, true],
    ['a key that is still listed', keyIs('gone'), keys(false), false],
    ['a device', deviceIs(true), { mfaDevices: DEVICE }, true],
    ['another device only', deviceIs(true), { mfaDevices: known([{ serialNumber: 'GAHT1' }]) }, false],
    ['no device any more', deviceIs(false), {}, true],
    ['a device that is still there', deviceIs(false), { mfaDevices: DEVICE }, false],
    ['the policy', policyIs(true), { attachedPolicies: known([GUARD]) }, true],
    ['another policy only', policyIs(true), { attachedPolicies: known([ADMINISTRATOR_ACCESS]) }, false],
    ['no policy any more', policyIs(false), { attachedPolicies: known([ADMINISTRATOR_ACCESS]) }, true],
    ['a policy that is still there', policyIs(false), { attachedPolicies: known([GUARD]) }, false],
    ['the new user', { kind: 'user-present', userId: userIdOf('ana') }, {}, true],
    ['the user of that name before', { kind: 'user-present', userId: userIdOf('bob') }, {}, false],
    ['somebody, by the new name', { kind: 'user-named' }, {}, true],
    ['an inline policy', inlineIs(true), holding(INLINE), true],
    ['no inline policy of that name yet', inlineIs(true), holding(inlinePolicy('other', TEXT)), false],
    ['none but one of a group', inlineIs(true), holding(OF_GROUP), false],
    ['an inline policy that is still there', inlineIs(false), holding(INLINE), false],
    ['no inline policy any more', inlineIs(false), holding(OF_GROUP), true],
    ['a boundary', boundaryIs(BOUNDARY), bounded(BOUNDARY), true],
    ['another boundary', boundaryIs(BOUNDARY), bounded(`${BOUNDARY}2`), false],
    ['no boundary yet', boundaryIs(BOUNDARY), {}, false],
    ['no boundary any more', boundaryIs('none'), {}, true],
    ['a boundary that is still there', boundaryIs('none'), bounded(BOUNDARY), false],
    ['nothing of a session', { kind: 'password-session' }, {}, true],
    ['anything, where nothing is stated', { kind: 'unstated' }, {}, true],
  ])('sees %s', (_what, expectation, facts, visible) => {
    expect(isVisible(expectation, snapshotOf('ana', facts))).toBe(visible);
  });

  it.each<[Expectation, Partial<UserPosture>]>([
    [{ kind: 'password', present: true }, { password: unknown('throttled') }],
    [keyIs('active'), { accessKeys: unknown('throttled') }],
    [keyIs('gone'), { accessKeys: unknown('throttled') }],
    [deviceIs(true), { mfaDevices: unknown('throttled') }],
    [policyIs(true), { attachedPolicies: unknown('throttled') }],
    [inlineIs(true), UNREAD_INLINE],
    [inlineIs(false), UNREAD_INLINE],
    [boundaryIs(BOUNDARY), { boundary: unknown('throttled') }],
    [boundaryIs('none'), { boundary: unknown('throttled') }],
  ])('does not wait for %j in a fact that could not be read', (expectation, facts) => {
    expect(isVisible(expectation, snapshotOf('ana', facts))).toBe(true);
  });

  it.each<Expectation>([
    { kind: 'user-present', userId: userIdOf('ana') },
    { kind: 'password', present: false },
    keyIs('gone'),
    deviceIs(false),
    policyIs(false),
    inlineIs(false),
    boundaryIs('none'),
    { kind: 'user-named' },
  ])('does not take a user who is not there for one with %j', (expectation) => {
    expect(isVisible(expectation, ABSENT)).toBe(false);
  });

  it.each<Expectation>([{ kind: 'unstated' }, { kind: 'password-session' }])(
    'has nothing to wait for in an absent user with %j',
    (expectation) => {
      expect(isVisible(expectation, ABSENT)).toBe(true);
    },
  );

  it('sees that a user is gone', () => {
    expect(isVisible({ kind: 'user-gone', at: NEW_YEAR }, ABSENT)).toBe(true);
  });

  it.each([
    [-1, false],
    [0, false],
    [1, true],
  ])('takes a user created %i ms after the deletion for somebody new: %s', (later, visible) => {
    const createdAt = addDuration(NEW_YEAR, milliseconds(later));
    expect(isVisible({ kind: 'user-gone', at: NEW_YEAR }, snapshotOf('ana', { createdAt }))).toBe(visible);
  });

  it.each<ReadFailure>(['access-denied', 'throttled', 'service-error', 'not-visible-yet'])(
    'never calls a read that failed altogether (%s) too early',
    (because) => {
      const unreadable: PostureSnapshot = {
        kind: 'unreadable',
        because,
        principal: ANA,
        readBegan: NEW_YEAR,
      };
      expect(isVisible(keyIs('active'), unreadable)).toBe(true);
    },
  );
});
