import { describe, expect, it } from 'vitest';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { known } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import {
  ACTIVE_KEY,
  ADMINISTRATOR_ACCESS,
  DEVICE,
  guardArn,
  MEMBER_ACCOUNT,
  NEW_YEAR,
  PASSWORD,
  RULES,
  snapshotOf,
} from '../../fakes/people.ts';

const judge = (facts: Partial<UserPosture>) => judgePosture(snapshotOf('ana', facts), [], NEW_YEAR, RULES);

const devices = (...serialNumbers: readonly string[]) =>
  known(serialNumbers.map((serialNumber) => ({ serialNumber })));

const VIRTUAL = `arn:aws:iam::${MEMBER_ACCOUNT}:mfa/phone`;
const PASSKEY = `arn:aws:iam::${MEMBER_ACCOUNT}:u2f/user/ana/laptop-ABCDEFGHIJ`;
const HARDWARE = 'GAHT12345678';

/** What others got wrong about users like these. */
describe('judgePosture', () => {
  it.each([
    ['a virtual device', devices(VIRTUAL)],
    ['a passkey', devices(PASSKEY)],
    ['a hardware token, whose serial number is no ARN', devices(HARDWARE)],
    ['one left of eight', devices(...Array.from({ length: 7 }, (_, number) => `${VIRTUAL}-${number}`))],
    ['several kinds', devices(VIRTUAL, PASSKEY, HARDWARE)],
  ])('takes any kind of device for one: %s', (_what, mfaDevices) => {
    expect(judge({ password: PASSWORD, mfaDevices })).toEqual({ kind: 'protected', lasting: false });
  });

  it.each(['virtual', 'passkey'])('finds a key exposed though its owner has a %s device', (kind) => {
    const mfaDevices = devices(kind === 'virtual' ? VIRTUAL : PASSKEY);
    expect(judge({ accessKeys: ACTIVE_KEY, password: PASSWORD, mfaDevices }).kind).toBe('exposed');
  });

  it.each([
    ['a quarantine policy of AWS', 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3'],
    ['a policy that manages one’s own device', 'arn:aws:iam::aws:policy/IAMUserChangePassword'],
    ['somebody’s own policy for MFA', `arn:aws:iam::${MEMBER_ACCOUNT}:policy/RequireMfa`],
  ])('takes %s for no enforcement', (_what, arn) => {
    const attachedPolicies = known([ADMINISTRATOR_ACCESS, arn as Arn]);
    expect(judge({ accessKeys: ACTIVE_KEY, attachedPolicies }).kind).toBe('exposed');
  });

  it('finds two keys, of which one is active, as exposed as one', () => {
    const accessKeys = known([
      { id: 'AKIAONE', active: false },
      { id: 'AKIATWO', active: true },
    ]);
    expect(judge({ accessKeys })).toEqual(judge({ accessKeys: ACTIVE_KEY }));
  });

  it('does not make a password safe by having it changed at the next sign-in', () => {
    expect(judge({ password: known('set') }).kind).toBe('exposed');
  });

  it('finds a device alone to be no way in', () => {
    expect(judge({ mfaDevices: DEVICE })).toEqual({ kind: 'no-access' });
    expect(judge({ mfaDevices: DEVICE, attachedPolicies: known([guardArn('strict')]) })).toEqual({
      kind: 'no-access',
    });
  });
});
