import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/change/actor.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { addDuration, hours, milliseconds } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { detectPostureThreats, type Look } from '#core/threat/posture-threats.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { exposed, opened, reachOf, ungranted } from '../../fakes/findings.ts';
import {
  ACTIVE_KEY,
  ANA,
  CODECOMMIT_CREDENTIAL,
  DEVICE,
  LAST_SUMMER,
  NEW_YEAR,
  PASSWORD,
  snapshotOf,
} from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';

const UNKNOWN = { kind: 'unknown', because: 'throttled' } as const;

const lookAt = (facts: Partial<UserPosture>, members: Partial<Look> = {}): Look => ({
  snapshot: snapshotOf('ana', facts),
  finding: { kind: 'no-access' },
  disposition: { kind: 'none' },
  previousFinding: 'no-access',
  ...members,
});

const ANAS: Actor = { kind: 'iam-user', userName: 'ANA', arn: '' };
const BOBS: Actor = { kind: 'iam-user', userName: 'bob', arn: '' };

const call = (members: Partial<ObservedCall>): ObservedCall => ({ ...CALL, ...members });

const REMOVED = call({ eventName: 'DeactivateMFADevice', kind: 'mfa-device-deactivated' });
const SIGNED_IN = call({ eventName: 'ConsoleLogin', kind: 'signed-in', actor: ANAS });

const shown = (made: ObservedCall, look: Look): readonly string[] =>
  detectPostureThreats(made, look).map(({ kind, severity }) => `${kind}: ${severity}`);

const PROTECTED: Finding = { kind: 'protected', lasting: true };
const AWAITING: Finding = { kind: 'awaiting-enrolment', enrolment: 'from-console' };
const UNDETERMINED: Finding = { kind: 'undetermined', gaps: [] };

describe('a device that was taken away', () => {
  it.each<[string, Actor, string]>([
    ['by its owner', ANAS, 'one-of-several-devices-removed: low'],
    [
      'by a federation session of its owner',
      { kind: 'federated-user', sessionName: 'x', userName: 'ana' },
      'one-of-several-devices-removed: low',
    ],
    ['by another user', BOBS, 'device-removed-by-another: medium'],
    ['by an administrator', CALL.actor, 'device-removed-by-another: medium'],
    ['by the root user', { kind: 'root' }, 'device-removed-by-another: medium'],
  ])('as one of several is worth more %s', (_what, actor, threat) => {
    expect(shown({ ...REMOVED, actor }, lookAt({ mfaDevices: DEVICE }))).toEqual([threat]);
  });

  it.each<[string, Finding, Finding['kind'] | undefined, string]>([
    ['who was as exposed with it', exposed(), 'exposed', 'high'],
    ['who can still not be judged', UNDETERMINED, 'undetermined', 'medium'],
    ['who is exposed now, as a verdict says', exposed(), 'protected', 'low'],
    ['who is exposed, as a first verdict says', exposed(), undefined, 'low'],
    ['who is limited now, as a verdict says', AWAITING, 'protected', 'low'],
    ['who is limited as before', AWAITING, 'awaiting-enrolment', 'low'],
    ['who has no access, as before', { kind: 'no-access' }, 'no-access', 'low'],
    ['who is protected all the same', PROTECTED, 'protected', 'low'],
    ['who was exposed, and is limited now', AWAITING, 'exposed', 'low'],
  ])('was the last one of somebody %s', (_what, finding, previousFinding, severity) => {
    for (const actor of [ANAS, BOBS]) {
      expect(detectPostureThreats({ ...REMOVED, actor }, lookAt({}, { finding, previousFinding }))).toEqual([
        { kind: 'last-device-removed', severity, target: { kind: 'user', name: 'ana' } },
      ]);
    }
  });

  it('is not counted where the devices could not be read', () => {
    expect(
      shown(REMOVED, lookAt({ mfaDevices: UNKNOWN }, { finding: exposed(), previousFinding: 'exposed' })),
    ).toEqual([]);
  });

  it('is not what other calls are about', () => {
    const added = call({ eventName: 'EnableMFADevice', kind: 'mfa-device-enabled' });
    expect(shown(added, lookAt({ mfaDevices: DEVICE }))).toEqual([]);
  });
});

const inConsole = (open: Partial<ReturnType<typeof reachOf>> = {}) =>
  opened('console-without-mfa', { open: reachOf(open) });

const READS = {
  byAccessLevel: { 'permissions-management': 0, write: 0, tagging: 0, read: 5, list: 0 },
  witness: { ...reachOf().witness, action: 's3:GetObject' },
  unlistedActions: false,
};
const WRITES = { ...READS, byAccessLevel: { ...READS.byAccessLevel, write: 1 } };

describe('a sign-in without MFA', () => {
  it.each<[string, Finding, readonly Severity[]]>([
    ['who may do everything', exposed({ open: [inConsole()] }), ['high']],
    ['who may write', exposed({ open: [inConsole(WRITES)] }), ['high']],
    ['who may read', exposed({ open: [opened('access-key'), inConsole(READS)] }), ['medium']],
    ['whom nothing grants anything', exposed({ open: [ungranted('console-without-mfa')] }), ['low']],
    ['whose key alone is exposed', exposed({ open: [opened('access-key'), opened('federation')] }), []],
    ['who is limited to enrolling', AWAITING, []],
    ['who has enrolled since', PROTECTED, []],
    ['who could not be judged', UNDETERMINED, []],
  ])('by somebody %s', (_what, finding, severities) => {
    expect(shown(SIGNED_IN, lookAt({ password: PASSWORD }, { finding }))).toEqual(
      severities.map((severity) => `signed-in-without-mfa: ${severity}`),
    );
  });

  it('is not what other calls are about, nor the steps of it', () => {
    const look = lookAt({ password: PASSWORD }, { finding: exposed({ open: [inConsole()] }) });
    expect(shown({ ...SIGNED_IN, eventName: 'CheckMfa' }, look)).toEqual([]);
    expect(shown(call({ eventName: 'UpdateLoginProfile', kind: 'password-updated' }), look)).toEqual([]);
  });
});

describe('a password', () => {
  const day = addDuration(LAST_SUMMER, hours(24));
  const later = addDuration(day, milliseconds(1));
  const active = known([{ id: 'x', active: true }]);
  const idle = known([{ id: 'x', active: false }]);

  it.each<[string, Partial<UserPosture>, typeof NEW_YEAR, readonly string[]]>([
    ['who lived on a key', { accessKeys: ACTIVE_KEY }, NEW_YEAR, ['password-for-machine-user: high']],
    [
      'who lived on a key for more than a day',
      { accessKeys: ACTIVE_KEY },
      later,
      ['password-for-machine-user: high'],
    ],
    ['who came a day ago', { accessKeys: ACTIVE_KEY }, day, []],
    ['who came just now', { accessKeys: ACTIVE_KEY }, LAST_SUMMER, []],
    [
      'who lived on a credential for one service',
      { serviceCredentials: CODECOMMIT_CREDENTIAL },
      NEW_YEAR,
      ['password-for-machine-user: high'],
    ],
    ['who lived on an SSH key', { sshPublicKeys: active }, NEW_YEAR, ['password-for-machine-user: high']],
    [
      'who lived on a certificate',
      { signingCertificates: active },
      NEW_YEAR,
      ['password-for-machine-user: high'],
    ],
    [
      'who has a device, perhaps since then',
      { accessKeys: ACTIVE_KEY, mfaDevices: DEVICE },
      NEW_YEAR,
      ['password-for-machine-user: medium'],
    ],
    [
      'whose devices are not known',
      { accessKeys: ACTIVE_KEY, mfaDevices: UNKNOWN },
      NEW_YEAR,
      ['password-for-machine-user: medium'],
    ],
    ['whose credentials are idle', { accessKeys: idle, sshPublicKeys: idle }, NEW_YEAR, []],
    ['who has none', {}, NEW_YEAR, []],
    [
      'of whom nothing is known',
      { accessKeys: UNKNOWN, serviceCredentials: UNKNOWN, sshPublicKeys: UNKNOWN },
      NEW_YEAR,
      [],
    ],
  ])('is given to somebody %s', (_what, facts, at, threats) => {
    expect(shown(call({ at }), lookAt({ password: PASSWORD, ...facts }))).toEqual(threats);
  });

  it('is no threat where it is reset', () => {
    const reset = call({ eventName: 'UpdateLoginProfile', kind: 'password-updated' });
    expect(shown(reset, lookAt({ accessKeys: ACTIVE_KEY }))).toEqual([]);
  });
});

describe('a look that shows nobody', () => {
  it.each<PostureSnapshot>([
    { kind: 'absent', principal: ANA, readBegan: NEW_YEAR },
    { kind: 'unreadable', because: 'throttled', principal: ANA, readBegan: NEW_YEAR },
  ])('shows no threat: $kind', (snapshot) => {
    const look = lookAt(
      {},
      { snapshot, finding: exposed({ open: [inConsole()] }), previousFinding: 'exposed' },
    );
    expect([REMOVED, SIGNED_IN, CALL].flatMap((made) => detectPostureThreats(made, look))).toEqual([]);
  });
});
