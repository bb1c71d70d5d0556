import { GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients, Credentials } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { codeAt, wrongCode } from './support/one-time-codes.ts';
import { allow } from './support/policies.ts';
import { createDevice, createUser, type Device, enableDevice, givePassword } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

interface ConsoleSession extends Credentials {
  readonly multiFactorAuthPresent: boolean;
}

const aws = localAws();
const whenTrue = { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, Null: { 'aws:TokenIssueTime': 'false' } };
const whenFalse = {
  Bool: { 'aws:MultiFactorAuthPresent': 'false' },
  Null: { 'aws:TokenIssueTime': 'false' },
};
let member: AwsClients;
let device: Device;
let records: Queue;

const signIn = (userName: string, more: object = {}) =>
  aws.local<ConsoleSession>('POST', 'console-session', { account: memberAccount, userName, ...more });

beforeAll(async () => {
  member = aws.root(memberAccount);
  await createUser(member, 'plain', [allow('iam:*', { Condition: whenFalse })]);
  await createUser(member, 'careful', [allow('iam:*', { Condition: whenTrue })]);
  await createUser(member, 'machine');
  for (const name of ['plain', 'careful']) await givePassword(member, name);
  device = await createDevice(member, 'phone');
  await enableDevice(member, 'careful', device);
  records = await catchEvents(member, memberAccount, 'records', { source: ['aws.signin', 'aws.iam'] });
});

describe('signing in to the console', () => {
  it('without a device gives a session without MFA, which may call IAM', async () => {
    const session = await signIn('plain');
    expect(session.multiFactorAuthPresent).toBe(false);
    const { User } = await aws.as(session).iam.send(new GetUserCommand({}));
    expect(User?.UserName).toBe('plain');
  });

  it('with a device needs its code, and gives a session with MFA', async () => {
    await refusalOf(signIn('careful'));
    await refusalOf(signIn('careful', { code: wrongCode(device.seed) }));
    const session = await signIn('careful', { code: codeAt(device.seed, 0) });
    expect(session.multiFactorAuthPresent).toBe(true);
    await aws.as(session).iam.send(new ListUsersCommand({}));
    await aws.as(await signIn('careful', { mfa: true })).iam.send(new ListUsersCommand({}));
  });

  it.each([
    ['somebody unknown', 'nobody', {}, /no user/],
    ['a user without a password', 'machine', {}, /no password/],
    ['a user without a device who claims to have one', 'plain', { mfa: true }, /no MFA device/],
  ])('is refused to %s', async (_who, name, more, reason) => {
    expect((await refusalOf(signIn(name, more))).message).toMatch(reason);
  });

  it('is told of by CloudTrail, as are the calls of the session', async () => {
    await takeEvents(member, records);
    const session = await signIn('careful', { code: codeAt(device.seed, 0) });
    await createDevice(aws.as(session), 'from-console');
    const [login, call] = await takeEvents(member, records);
    expect(login).toMatchObject({
      source: 'aws.signin',
      'detail-type': 'AWS Console Sign In via CloudTrail',
      detail: {
        eventName: 'ConsoleLogin',
        eventType: 'AwsConsoleSignIn',
        userIdentity: { type: 'IAMUser', userName: 'careful' },
        responseElements: { ConsoleLogin: 'Success' },
        additionalEventData: { MFAUsed: 'Yes', MFAIdentifier: device.serialNumber },
      },
    });
    expect(call?.detail).toMatchObject({
      eventName: 'CreateVirtualMFADevice',
      sessionCredentialFromConsole: 'true',
      userIdentity: { type: 'IAMUser', sessionContext: { attributes: { mfaAuthenticated: 'true' } } },
    });
  });
});
