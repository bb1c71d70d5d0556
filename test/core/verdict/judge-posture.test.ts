import { describe, expect, it } from 'vitest';
import { addDuration, hours, milliseconds } from '#core/kernel/time.ts';
import type { EndedCredential } from '#core/posture/ended-credential.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import {
  ACTIVE_KEY,
  ADMINISTRATOR_ACCESS,
  ANA,
  DEVICE,
  guardArn,
  INTACT_POLICIES,
  NEW_YEAR,
  PASSWORD,
  snapshotOf,
} from '../../fakes/people.ts';

const judge = (facts: Partial<UserPosture>, ended: readonly EndedCredential[] = []) =>
  judgePosture(snapshotOf('ana', facts), ended, NEW_YEAR);

const GUARDED = known([ADMINISTRATOR_ACCESS, guardArn('standard')]);
const UNGUARDED = known([ADMINISTRATOR_ACCESS]);

describe('judgePosture', () => {
  it('finds no access where there is nothing to sign in with', () => {
    expect(judge({ attachedPolicies: UNGUARDED })).toEqual({ kind: 'no-access' });
  });

  it('finds no access for a user that is gone', () => {
    const gone: PostureSnapshot = { kind: 'absent', principal: ANA, readBegan: NEW_YEAR };
    expect(judgePosture(gone, [], NEW_YEAR)).toEqual({ kind: 'no-access' });
  });

  it('finds an active key exposed, device or not, when nothing enforces MFA', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, mfaDevices: DEVICE })).toEqual({
      kind: 'exposed',
      hasDevice: true,
      open: [
        { session: 'access-key', because: 'no-enforcement-attached' },
        { session: 'session-without-mfa', because: 'no-enforcement-attached' },
        { session: 'federation', because: 'no-enforcement-attached' },
      ],
    });
  });

  it('finds no access in an inactive key alone', () => {
    expect(judge({ accessKeys: known([{ id: 'AKIAOFF', active: false }]) })).toEqual({ kind: 'no-access' });
  });

  it('finds a password without a device exposed through the console only', () => {
    expect(judge({ password: PASSWORD })).toEqual({
      kind: 'exposed',
      hasDevice: false,
      open: [{ session: 'console-without-mfa', because: 'no-enforcement-attached' }],
    });
  });

  it('finds a password with a device protected, though not lastingly without the enforcement policy', () => {
    expect(judge({ password: PASSWORD, mfaDevices: DEVICE })).toEqual({ kind: 'protected', lasting: false });
  });

  it('finds a key, a device and the enforcement policy lastingly protected', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, mfaDevices: DEVICE, attachedPolicies: GUARDED })).toEqual({
      kind: 'protected',
      lasting: true,
    });
  });

  it('does not take an altered enforcement policy for enforcement', () => {
    const altered = {
      ...INTACT_POLICIES,
      standard: known({ kind: 'text' as const, text: '{"Version":"2012-10-17","Statement":[]}' }),
    };
    expect(
      judge({ accessKeys: ACTIVE_KEY, attachedPolicies: GUARDED, enforcementPolicies: altered }),
    ).toMatchObject({
      kind: 'exposed',
      open: [{ session: 'access-key', because: 'enforcement-altered' }, {}, {}],
    });
  });

  it('is enforced by one intact policy, whatever became of another', () => {
    const altered = { ...INTACT_POLICIES, strict: known({ kind: 'text' as const, text: 'not JSON' }) };
    expect(
      judge({
        accessKeys: ACTIVE_KEY,
        attachedPolicies: known([guardArn('strict'), guardArn('standard')]),
        enforcementPolicies: altered,
      }),
    ).toMatchObject({ kind: 'awaiting-enrolment' });
  });

  describe('with a key that ended', () => {
    const endedAgo = (age: ReturnType<typeof hours>): readonly EndedCredential[] => [
      { accessKeyId: 'AKIAGONE', endedAt: addDuration(NEW_YEAR, milliseconds(-age)) },
    ];

    it('finds the sessions exposed that it may have started within the last 36 hours', () => {
      const justUnder = milliseconds(hours(36) - 1);
      expect(judge({}, endedAgo(justUnder))).toMatchObject({
        kind: 'exposed',
        open: [{ session: 'session-without-mfa' }, { session: 'federation' }],
      });
    });

    it('finds no access once the longest session must be over, to the millisecond', () => {
      expect(judge({}, endedAgo(hours(36)))).toEqual({ kind: 'no-access' });
    });
  });

  describe('with facts that could not be read', () => {
    it('is undetermined when the user could not be read', () => {
      const unreadable: PostureSnapshot = {
        kind: 'unreadable',
        because: 'access-denied',
        principal: ANA,
        readBegan: NEW_YEAR,
      };
      expect(judgePosture(unreadable, [], NEW_YEAR)).toEqual({
        kind: 'undetermined',
        gaps: [{ fact: 'user', because: 'access-denied' }],
      });
    });

    it('is exposed all the same when an open key is known', () => {
      expect(judge({ accessKeys: ACTIVE_KEY, mfaDevices: unknown('throttled') })).toMatchObject({
        kind: 'exposed',
        hasDevice: 'unknown',
      });
    });

    it('is undetermined when the keys are unknown and nothing enforces MFA', () => {
      expect(judge({ accessKeys: unknown('throttled') })).toEqual({
        kind: 'undetermined',
        gaps: [{ fact: 'access-keys', because: 'throttled' }],
      });
    });

    it('is undetermined when the attached policies are unknown and a key is active', () => {
      expect(judge({ accessKeys: ACTIVE_KEY, attachedPolicies: unknown('access-denied') })).toEqual({
        kind: 'undetermined',
        gaps: [{ fact: 'attached-policies', because: 'access-denied' }],
      });
    });

    it('is undetermined when the attached policy can not be compared', () => {
      const unread = { ...INTACT_POLICIES, standard: unknown('service-error') };
      expect(
        judge({ accessKeys: ACTIVE_KEY, attachedPolicies: GUARDED, enforcementPolicies: unread }),
      ).toEqual({
        kind: 'undetermined',
        gaps: [{ fact: 'enforcement-policy', because: 'service-error' }],
      });
    });

    it('does not ask for a device that changes nothing', () => {
      expect(judge({ mfaDevices: unknown('throttled') })).toEqual({ kind: 'no-access' });
    });

    it('does not call a password protected while its device is unknown', () => {
      expect(judge({ password: PASSWORD, mfaDevices: unknown('throttled') })).toEqual({
        kind: 'undetermined',
        gaps: [{ fact: 'mfa-devices', because: 'throttled' }],
      });
    });
  });
});
