import { describe, expect, it } from 'vitest';
import { addDuration, hours, milliseconds } from '#core/kernel/time.ts';
import type { EndedCredential } from '#core/posture/ended-credential.ts';
import { known } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { because, PLACE } from '../../fakes/findings.ts';
import { heldPolicies, inlinePolicy } from '../../fakes/held-policies.ts';
import {
  ACTIVE_KEY,
  ADMINISTRATOR_ACCESS,
  ANA,
  CODECOMMIT_CREDENTIAL,
  DEVICE,
  guardArn,
  NEW_YEAR,
  PASSWORD,
  RULES,
  snapshotOf,
} from '../../fakes/people.ts';

const judge = (facts: Partial<UserPosture>, ended: readonly EndedCredential[] = []) =>
  judgePosture(snapshotOf('ana', facts), ended, NEW_YEAR, RULES);

const GUARDED = known([ADMINISTRATOR_ACCESS, guardArn('standard')]);

describe('judgePosture', () => {
  it('finds no access where there is nothing to sign in with', () => {
    expect(judge({ attachedPolicies: known([ADMINISTRATOR_ACCESS]) })).toEqual({ kind: 'no-access' });
  });

  it('finds no access for a user that is gone', () => {
    const gone: PostureSnapshot = { kind: 'absent', principal: ANA, readBegan: NEW_YEAR };
    expect(judgePosture(gone, [], NEW_YEAR, RULES)).toEqual({ kind: 'no-access' });
  });

  it('finds an active key exposed, device or not, when nothing enforces MFA', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, mfaDevices: DEVICE })).toMatchObject({
      kind: 'exposed',
      severity: 'critical',
      hasDevice: true,
      open: [
        { session: 'access-key', answer: 'open', why: because('key-can-enrol-itself') },
        { session: 'session-without-mfa', answer: 'open', why: [] },
        { session: 'federation', answer: 'open', why: [] },
      ],
    });
  });

  it.each([
    [hours(12) - 1, 'exposed'],
    [hours(12), 'protected'],
  ])(
    'finds who enrolled a device %i ms after signing in without one %s: the session goes on',
    (age, kind) => {
      const signIn = { passwordSignIn: true, endedAt: addDuration(NEW_YEAR, milliseconds(-age)) } as const;
      const finding = judge({ password: PASSWORD, mfaDevices: DEVICE }, [signIn]);
      expect(finding.kind).toBe(kind);
      expect(finding.kind !== 'exposed' || finding.open.map(({ session }) => session)).toEqual(
        kind === 'exposed' ? ['console-without-mfa'] : true,
      );
    },
  );

  it('says the worst that can be done, and which statement allows it', () => {
    expect(judge({ password: PASSWORD })).toMatchObject({
      open: [
        {
          open: {
            unlistedActions: true,
            witness: { action: 'iam:AttachUserPolicy', resource: '*', allowedBy: PLACE },
          },
        },
      ],
    });
  });

  it('finds no access in an inactive key alone', () => {
    expect(judge({ accessKeys: known([{ id: 'AKIAOFF', active: false }]) })).toEqual({ kind: 'no-access' });
  });

  it('finds a password without a device exposed through the console only', () => {
    expect(judge({ password: PASSWORD })).toMatchObject({
      kind: 'exposed',
      hasDevice: false,
      open: [{ session: 'console-without-mfa', answer: 'open' }],
    });
  });

  it('finds a credential for one service exposed through that service only, device or not', () => {
    expect(judge({ serviceCredentials: CODECOMMIT_CREDENTIAL, mfaDevices: DEVICE })).toMatchObject({
      kind: 'exposed',
      severity: 'high',
      hasDevice: true,
      open: [
        {
          session: 'service-credential',
          open: { witness: { action: expect.stringMatching(/^codecommit:/) } },
        },
      ],
    });
  });

  it('finds somebody who is granted nothing exposed to the resources that may grant something', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, identityPolicies: heldPolicies() })).toEqual({
      kind: 'exposed',
      severity: 'low',
      hasDevice: false,
      hasPassword: false,
      open: [
        { session: 'access-key', answer: 'no-grant', why: [] },
        { session: 'session-without-mfa', answer: 'no-grant', why: [] },
        { session: 'federation', answer: 'no-grant', why: [] },
      ],
    });
  });

  it('is as severe as the worst of what is open', () => {
    const services = { serviceCredentials: CODECOMMIT_CREDENTIAL };
    expect(judge({ ...services, password: PASSWORD })).toMatchObject({
      severity: 'critical',
      open: [{ session: 'console-without-mfa' }, { session: 'service-credential' }],
    });
  });

  it('finds a password with a device protected, though not lastingly without enforcement', () => {
    expect(judge({ password: PASSWORD, mfaDevices: DEVICE })).toEqual({ kind: 'protected', lasting: false });
  });

  it('finds a password with a device not lastingly protected by what stops some sessions only', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    });
    const identityPolicies = heldPolicies(inlinePolicy('mfa', text));
    expect(judge({ password: PASSWORD, mfaDevices: DEVICE, identityPolicies })).toEqual({
      kind: 'protected',
      lasting: false,
    });
    expect(judge({ password: PASSWORD, identityPolicies }).kind).toBe('awaiting-enrolment');
  });

  it('finds a key, a device and enforcement lastingly protected', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, mfaDevices: DEVICE, attachedPolicies: GUARDED })).toEqual({
      kind: 'protected',
      lasting: true,
    });
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
});
