import { describe, expect, it } from 'vitest';
import { known, unknown } from '#core/posture/observed.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { hasAnyWayIn, isPossible, waysIn } from '#core/verdict/possible-sessions.ts';
import { ACTIVE_KEY, CODECOMMIT_CREDENTIAL, DEVICE, PASSWORD, postureOf } from '../../fakes/people.ts';

const ACTIVE_UPLOAD = known([{ id: 'APKAEXAMPLE', active: true }]);
const INACTIVE_ONES = {
  serviceCredentials: known([{ id: 'ACCA', serviceName: 'codecommit.amazonaws.com', active: false }]),
  sshPublicKeys: known([{ id: 'APKA', active: false }]),
  signingCertificates: known([{ id: 'CERT', active: false }]),
};

type Facts = Parameters<typeof postureOf>[1];

const possible = (facts: Facts, livingSession = false): readonly string[] => {
  const ways = waysIn(postureOf('ana', facts), livingSession);
  return SESSION_KINDS.map((session) => isPossible(session, ways).kind);
};

describe('isPossible', () => {
  it.each<[string, Facts, boolean, readonly string[]]>([
    ['nothing', {}, false, ['no', 'no', 'no', 'no', 'no']],
    ['an active key', { accessKeys: ACTIVE_KEY }, false, ['yes', 'no', 'yes', 'yes', 'no']],
    [
      'an inactive key',
      { accessKeys: known([{ id: 'AKIA', active: false }]) },
      false,
      ['no', 'no', 'no', 'no', 'no'],
    ],
    ['a key that ended', {}, true, ['no', 'no', 'yes', 'yes', 'no']],
    ['a password', { password: PASSWORD }, false, ['no', 'yes', 'no', 'no', 'no']],
    [
      'a password and a device',
      { password: PASSWORD, mfaDevices: DEVICE },
      false,
      ['no', 'no', 'no', 'no', 'no'],
    ],
    [
      'a key and a device',
      { accessKeys: ACTIVE_KEY, mfaDevices: DEVICE },
      false,
      ['yes', 'no', 'yes', 'yes', 'no'],
    ],
    [
      'keys nobody could read',
      { accessKeys: unknown('throttled') },
      false,
      ['unsure', 'no', 'unsure', 'unsure', 'no'],
    ],
    [
      'such keys, and one that ended',
      { accessKeys: unknown('throttled') },
      true,
      ['unsure', 'no', 'yes', 'yes', 'no'],
    ],
    [
      'a password nobody could read',
      { password: unknown('throttled') },
      false,
      ['no', 'unsure', 'no', 'no', 'no'],
    ],
    [
      'such a password, and a device',
      { password: unknown('throttled'), mfaDevices: DEVICE },
      false,
      ['no', 'no', 'no', 'no', 'no'],
    ],
    [
      'a password, and devices nobody could read',
      { password: PASSWORD, mfaDevices: unknown('throttled') },
      false,
      ['no', 'unsure', 'no', 'no', 'no'],
    ],
    [
      'a credential for one service',
      { serviceCredentials: CODECOMMIT_CREDENTIAL },
      false,
      ['no', 'no', 'no', 'no', 'yes'],
    ],
    [
      'an SSH key, and a device',
      { sshPublicKeys: ACTIVE_UPLOAD, mfaDevices: DEVICE },
      false,
      ['no', 'no', 'no', 'no', 'yes'],
    ],
    ['a certificate', { signingCertificates: ACTIVE_UPLOAD }, false, ['no', 'no', 'no', 'no', 'yes']],
    ['inactive ones of each', INACTIVE_ONES, false, ['no', 'no', 'no', 'no', 'no']],
    [
      'SSH keys nobody could read',
      { sshPublicKeys: unknown('throttled') },
      false,
      ['no', 'no', 'no', 'no', 'unsure'],
    ],
    [
      'such SSH keys, and a certificate',
      { sshPublicKeys: unknown('throttled'), signingCertificates: ACTIVE_UPLOAD },
      false,
      ['no', 'no', 'no', 'no', 'yes'],
    ],
  ])(
    'knows, of key, console, session, federation and other credentials, what can start with %s',
    (_what, facts, living, answers) => {
      expect(possible(facts, living)).toEqual(answers);
    },
  );
});

describe('a session of the console that was started without MFA', () => {
  it.each<Facts>([{ password: PASSWORD, mfaDevices: DEVICE }, { mfaDevices: DEVICE }, {}])(
    'goes on without, and is a way in, whatever %j',
    (facts) => {
      const living = waysIn(postureOf('ana', facts), false, true);
      expect(isPossible('console-without-mfa', living).kind).toBe('yes');
      expect(hasAnyWayIn(living).kind).toBe('yes');
      const ended = waysIn(postureOf('ana', facts), false, false);
      expect(isPossible('console-without-mfa', ended).kind).toBe('no');
    },
  );
});

describe('hasAnyWayIn', () => {
  it.each<[Facts, boolean, string]>([
    [{}, false, 'no'],
    [{ mfaDevices: DEVICE }, false, 'no'],
    [{ mfaDevices: unknown('throttled') }, false, 'no'],
    [{ password: PASSWORD }, false, 'yes'],
    [{ accessKeys: ACTIVE_KEY }, false, 'yes'],
    [{}, true, 'yes'],
    [{ accessKeys: unknown('throttled') }, false, 'unsure'],
    [{ accessKeys: unknown('throttled'), password: PASSWORD }, false, 'yes'],
    [{ serviceCredentials: CODECOMMIT_CREDENTIAL }, false, 'yes'],
    [{ sshPublicKeys: ACTIVE_UPLOAD }, false, 'yes'],
    [{ signingCertificates: ACTIVE_UPLOAD }, false, 'yes'],
    [{ signingCertificates: unknown('throttled') }, false, 'unsure'],
    [INACTIVE_ONES, false, 'no'],
  ])('is, with %j and a living session: %s, a clear %s', (facts, living, answer) => {
    expect(hasAnyWayIn(waysIn(postureOf('ana', facts), living)).kind).toBe(answer);
  });
});
