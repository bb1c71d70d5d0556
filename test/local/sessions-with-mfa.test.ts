import { ListUsersCommand } from '@aws-sdk/client-iam';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, GetSessionTokenCommand, type Credentials as Issued } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AwsClients, asCredentials, type Credentials } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { codeAt, wrongCode } from './support/one-time-codes.ts';
import { allow, type Statement } from './support/policies.ts';
import { createDevice, createRole, createUser, type Device, enableDevice } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
let member: AwsClients;
let device: Device;
let longTerm: Credentials;
let records: Queue;

const listQueues = (credentials: Credentials) => aws.as(credentials).sqs.send(new ListQueuesCommand({}));
const getSession = async (more: object = {}, credentials = longTerm) => {
  const { Credentials: issued } = await aws.as(credentials).sts.send(new GetSessionTokenCommand(more));
  return asCredentials(issued as Issued);
};
const withCode = (TokenCode: string) => ({ SerialNumber: device.serialNumber, TokenCode });
const rightCode = () => withCode(codeAt(device.seed, 0));

/** A user of that name may list queues exactly when the condition holds. */
const whenever = (Condition: unknown): Statement[] => [allow(['sqs:ListQueues', 'sts:*'], { Condition })];
const mayList = async (credentials: Credentials) => {
  try {
    await listQueues(credentials);
    return true;
  } catch {
    return false;
  }
};

beforeAll(async () => {
  member = aws.root(memberAccount);
  longTerm = await createUser(member, 'ada', [allow(['sqs:*', 'iam:*', 'sts:*'])]);
  device = await createDevice(member, 'ada-phone');
  await enableDevice(member, 'ada', device);
  records = await catchEvents(member, memberAccount, 'records', { source: ['aws.iam'] });
});

describe('a session with MFA', () => {
  it('is not given for a wrong code, nor for another user’s device', async () => {
    const message = expect.stringContaining(
      'MultiFactorAuthentication failed with invalid MFA one time pass code',
    );
    expect(await refusalOf(getSession(withCode(wrongCode(device.seed))))).toEqual({
      name: 'AccessDenied',
      message,
    });
    const grace = await createUser(member, 'grace', [allow('sts:*')]);
    expect(await refusalOf(getSession(rightCode(), grace))).toEqual({ name: 'AccessDenied', message });
  });

  it('may call IAM, and CloudTrail says so; one without MFA may not', async () => {
    const session = await getSession(rightCode());
    await aws.as(session).iam.send(new ListUsersCommand({}));
    await takeEvents(member, records);
    await createDevice(aws.as(session), 'another');
    const [event] = await takeEvents(member, records);
    expect(event?.detail.userIdentity).toMatchObject({
      type: 'IAMUser',
      userName: 'ada',
      sessionContext: { attributes: { mfaAuthenticated: 'true' } },
    });
    const plain = aws.as(await getSession());
    expect(await refusalOf(plain.iam.send(new ListUsersCommand({})))).toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });
});

describe('aws:MultiFactorAuthPresent', () => {
  const absent = { Null: { 'aws:MultiFactorAuthPresent': 'true' } };
  const isFalse = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } };
  const isTrue = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const youngAge = { NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } };
  const noAge = { Null: { 'aws:MultiFactorAuthAge': 'true' } };
  const issued = { Null: { 'aws:TokenIssueTime': 'false' } };
  const notIssued = { Null: { 'aws:TokenIssueTime': 'true' } };

  it.each([
    ['long-term', 'absent', { ...absent }],
    ['long-term', 'without issue time', notIssued],
    ['plain', 'false', isFalse],
    ['plain', 'without age', noAge],
    ['plain', 'with issue time', issued],
    ['mfa', 'true', isTrue],
    ['mfa', 'of young age', youngAge],
    ['mfa', 'with issue time', issued],
  ] as const)('%s: %s', async (kind, what, condition) => {
    const name = `${kind}-${what.replaceAll(' ', '-')}`;
    const key = await createUser(member, name, whenever(condition));
    const own = await createDevice(member, `${name}-phone`);
    await enableDevice(member, name, own);
    const code = { SerialNumber: own.serialNumber, TokenCode: codeAt(own.seed, 0) };
    const sessions = { 'long-term': key, plain: await getSession({}, key), mfa: await getSession(code, key) };
    expect(await mayList(sessions[kind])).toBe(true);
    const otherKind = kind === 'long-term' ? 'plain' : 'long-term';
    const tells = what !== 'without age';
    expect(await mayList(sessions[otherKind])).toBe(!tells);
  });
});

describe('AssumeRole with a code', () => {
  let roleArn: string;
  const assume = async (more: object = {}) => {
    const call = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'ada', ...more });
    const { Credentials: issued } = await aws.as(longTerm).sts.send(call);
    return asCredentials(issued as Issued);
  };

  beforeAll(async () => {
    const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    const noKeys = { Null: { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': 'true' } };
    const statements = [allow('sqs:ListQueues', { Condition: noKeys }), allow('iam:CreateUser')];
    roleArn = await createRole(member, 'needs-mfa', memberAccount, statements, { condition });
  });

  it('satisfies a trust policy that asks for MFA', async () => {
    expect(await refusalOf(assume())).toMatchObject({ name: 'AccessDenied' });
    await assume(rightCode());
  });

  it('gives a session without MFA keys, though CloudTrail calls it authenticated', async () => {
    const session = await assume(rightCode());
    expect(await mayList(session)).toBe(true);
    await takeEvents(member, records);
    await createUser(aws.as(session), 'made-by-role').catch(() => undefined);
    const [event] = await takeEvents(member, records);
    expect(event?.detail.userIdentity).toMatchObject({
      type: 'AssumedRole',
      sessionContext: { attributes: { mfaAuthenticated: 'true' } },
    });
  });

  it('is refused for a wrong code even where no MFA is asked for', async () => {
    expect(await refusalOf(assume(withCode(wrongCode(device.seed))))).toMatchObject({ name: 'AccessDenied' });
  });
});
