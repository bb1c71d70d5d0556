import { describe, expect, it } from 'vitest';
import { locksNobodyOut } from '#core/action/lock-out.ts';
import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import type { Arn, UserName } from '#core/kernel/aws-identifiers.ts';
import type { Gap } from '#core/posture/observed.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';
import {
  EVERYTHING_ALLOWED,
  heldPolicies,
  inlinePolicy,
  MAY_DO_EVERYTHING,
} from '../../fakes/held-policies.ts';
import {
  ACTIVE_KEY,
  ANA,
  CODECOMMIT_CREDENTIAL,
  DEVICE,
  guardArn,
  INTACT_POLICIES,
  PASSWORD,
  postureOf,
} from '../../fakes/people.ts';

type Facts = Partial<UserPosture>;

const locksOut = (facts: Facts, variant: EnforcementVariant = 'standard', principal: PrincipalName = ANA) =>
  !locksNobodyOut(principal, postureOf('ana', facts), variant);

const statement = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const NO_IAM = statement({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' });
const DENY_IAM = statement(ALLOW_ALL, { Effect: 'Deny', Action: 'iam:*', Resource: '*' });
const BOUNDARY = 'arn:aws:iam::222222222222:policy/boundary';
const DEVELOPERS = { kind: 'group', groupName: 'developers' } as const;

const boundedBy = (text: string): Facts => ({ boundary: known({ name: BOUNDARY, text }) });

const underLevels = (...texts: readonly string[]): Facts => ({
  serviceControl: {
    kind: 'known',
    levels: texts.map((text, depth) => [{ name: `p-${depth}`, text }]),
  },
});

const withGap = (gap: Gap): Facts => ({ identityPolicies: { ...MAY_DO_EVERYTHING, gaps: [gap] } });

const UNKNOWN_LEVELS: Facts = { serviceControl: { kind: 'unknown', because: 'not-configured' } };

const CREDENTIALS: readonly (readonly [string, Facts, EnforcementVariant])[] = [
  ['a password', { password: PASSWORD }, 'strict'],
  ['a password, though it may be changed', { password: PASSWORD }, 'strict-password-change'],
  ['a key', { accessKeys: ACTIVE_KEY }, 'standard'],
];

describe.each(CREDENTIALS)('attaching to somebody with %s', (_what, credential, variant) => {
  it.each<[string, Facts]>([
    ['nothing forbids it', {}],
    ['a boundary allows it', boundedBy(EVERYTHING_ALLOWED)],
    ['each level of service control policies allows it', underLevels(EVERYTHING_ALLOWED, EVERYTHING_ALLOWED)],
    ['the user is granted nothing besides', { identityPolicies: heldPolicies() }],
  ])('locks nobody out where %s', (_where, facts) => {
    expect(locksOut({ ...credential, ...facts }, variant)).toBe(false);
  });

  it.each<[string, Facts]>([
    ['a boundary leaves out IAM', boundedBy(NO_IAM)],
    ['a boundary denies IAM', boundedBy(DENY_IAM)],
    ['nobody knows the boundary', { boundary: unknown('access-denied') }],
    ['a group denies IAM', { identityPolicies: heldPolicies(inlinePolicy('no-iam', DENY_IAM, DEVELOPERS)) }],
    ['one level of service control policies leaves out IAM', underLevels(EVERYTHING_ALLOWED, NO_IAM)],
    ['one level of service control policies denies IAM', underLevels(DENY_IAM, EVERYTHING_ALLOWED)],
    ['nobody knows the user’s inline policies', withGap({ fact: 'inline-policies', because: 'throttled' })],
    ['nobody knows a group', withGap({ fact: 'group-policies', because: 'access-denied', of: 'developers' })],
    ['a policy is no policy', { identityPolicies: heldPolicies(inlinePolicy('odd', 'null')) }],
  ])('locks out where %s', (_where, facts) => {
    expect(locksOut({ ...credential, ...facts }, variant)).toBe(true);
    expect(locksOut({ ...credential, ...facts, mfaDevices: DEVICE }, variant)).toBe(false);
  });
});

describe('locksNobodyOut', () => {
  it('knows that a key can not enrol a device under a strict policy', () => {
    expect(locksOut({ accessKeys: ACTIVE_KEY }, 'strict')).toBe(true);
    expect(locksOut({ accessKeys: ACTIVE_KEY }, 'strict-password-change')).toBe(true);
    expect(locksOut({ accessKeys: ACTIVE_KEY, password: PASSWORD }, 'strict')).toBe(false);
  });

  it('is content with a passkey, which only the console can enrol', () => {
    const passkeysOnly = statement(ALLOW_ALL, {
      Effect: 'Deny',
      Action: 'iam:CreateVirtualMFADevice',
      Resource: '*',
    });
    const identityPolicies = heldPolicies(inlinePolicy('passkeys', passkeysOnly));
    expect(locksOut({ password: PASSWORD, identityPolicies }, 'strict')).toBe(false);
    expect(locksOut({ accessKeys: ACTIVE_KEY, identityPolicies })).toBe(true);
  });

  it('minds a strict policy that the user has already', () => {
    const attachedPolicies = known([guardArn('strict')]);
    const facts = { accessKeys: ACTIVE_KEY, attachedPolicies, enforcementPolicies: INTACT_POLICIES };
    expect(locksOut(facts, 'standard')).toBe(true);
  });

  it.each<[string, Facts]>([
    ['nothing', {}],
    [
      'what is not active',
      {
        accessKeys: known([{ id: 'AKIA', active: false }]),
        serviceCredentials: known([{ id: 'ACCA', serviceName: 'logs.amazonaws.com', active: false }]),
        sshPublicKeys: known([{ id: 'APKA', active: false }]),
        signingCertificates: known([{ id: 'CERT', active: false }]),
      },
    ],
  ])('lets nobody be locked out who signs in with %s', (_what, facts) => {
    expect(locksOut(facts)).toBe(false);
    expect(locksOut(facts, 'strict')).toBe(false);
  });

  it.each<[string, Facts]>([
    ['a credential for one service', { serviceCredentials: CODECOMMIT_CREDENTIAL }],
    ['an SSH key', { sshPublicKeys: known([{ id: 'APKA', active: true }]) }],
    ['a certificate', { signingCertificates: known([{ id: 'CERT', active: true }]) }],
    [
      'an SSH key, and a key that is not active',
      {
        sshPublicKeys: known([{ id: 'APKA', active: true }]),
        accessKeys: known([{ id: 'AKIA', active: false }]),
      },
    ],
    ['keys that nobody could read', { accessKeys: unknown('throttled') }],
    ['a password that nobody could read', { password: unknown('throttled') }],
    ['credentials that nobody could read', { serviceCredentials: unknown('throttled') }],
    ['SSH keys that nobody could read', { sshPublicKeys: unknown('throttled') }],
    ['certificates that nobody could read', { signingCertificates: unknown('throttled') }],
  ])('locks out who signs in with %s, and nothing else', (_what, facts) => {
    expect(locksOut(facts)).toBe(true);
    // A device is of no use to who can't sign in with it.
    expect(locksOut({ ...facts, mfaDevices: DEVICE })).toBe(true);
  });

  it('does nothing to anybody while nobody has said what service control policies do', () => {
    for (const [, credential, variant] of CREDENTIALS) {
      expect(locksOut({ ...credential, ...UNKNOWN_LEVELS }, variant)).toBe(true);
      expect(locksOut({ ...credential, ...UNKNOWN_LEVELS, mfaDevices: DEVICE }, variant)).toBe(true);
    }
    expect(locksOut(UNKNOWN_LEVELS)).toBe(true);
  });

  it('knows that STS takes no passkey, and that the console does', () => {
    const passkey = { serialNumber: 'arn:aws:iam::222222222222:u2f/user/ana/phone-ABC' };
    const mfaDevices = known([passkey]);
    expect(locksOut({ accessKeys: ACTIVE_KEY, mfaDevices })).toBe(true);
    expect(locksOut({ accessKeys: ACTIVE_KEY, password: PASSWORD, mfaDevices })).toBe(false);
    const hardware = known([{ serialNumber: 'GAHT12345678' }, passkey]);
    expect(locksOut({ accessKeys: ACTIVE_KEY, mfaDevices: hardware })).toBe(false);
  });

  it('needs to know of a key’s owner that there is no device, or that there is one', () => {
    expect(locksOut({ accessKeys: ACTIVE_KEY, mfaDevices: unknown('throttled') })).toBe(true);
    expect(locksOut({ password: PASSWORD, mfaDevices: unknown('throttled') }, 'strict')).toBe(false);
  });

  it('knows that a password that has to be set anew meets the deny before any device', () => {
    const password = known('reset-required' as const);
    expect(locksOut({ password }, 'strict')).toBe(true);
    expect(locksOut({ password, mfaDevices: DEVICE }, 'strict')).toBe(true);
    expect(locksOut({ password }, 'strict-password-change')).toBe(false);
    expect(locksOut({ password, mfaDevices: DEVICE }, 'strict-password-change')).toBe(false);
  });

  it('knows that IAM is asked over HTTPS only', () => {
    const overHttps = statement(ALLOW_ALL, {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(
      locksOut({ password: PASSWORD, identityPolicies: heldPolicies(inlinePolicy('tls', overHttps)) }),
    ).toBe(false);
  });

  it('goes by the policy of the user’s own partition and account', () => {
    const principal = { ...ANA, partition: 'aws-us-gov', userName: 'ana' as UserName } as PrincipalName;
    const arn = 'arn:aws-us-gov:iam::222222222222:user/team/ana' as Arn;
    const facts = { password: PASSWORD, arn, identityPolicies: heldPolicies() };
    expect(locksOut(facts, 'strict', principal)).toBe(false);
    expect(locksOut(facts, 'strict')).toBe(true);
  });
});
