import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { CreatePolicyCommand } from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { localAws, memberAccount, otherMemberAccount } from './support/local-aws.ts';
import { policy } from './support/policies.ts';
import { createDevice, createUser, enableDevice, givePassword } from './support/principals.ts';

const aws = localAws();
const script = path.resolve(import.meta.dirname, '..', '..', 'cli', 'explain.ts');

const explain = (account: string, ...parameters: readonly string[]) =>
  new Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const env = {
      AWS_ENDPOINT_URL: aws.endpoint(),
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    execFile(process.execPath, [script, ...parameters], { env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

const DENY = {
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
} as const;
const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' } as const;

beforeAll(async () => {
  const root = aws.root(memberAccount);
  await createUser(root, 'ana', [ALLOW], '/team/');
  await createUser(root, 'ben', [ALLOW, DENY]);
  await givePassword(root, 'ben');
  await enableDevice(root, 'ben', await createDevice(root, 'ben-phone'));
});

describe('npm run explain, asked for a user of IAM', () => {
  it('says what is open, and through which of the user’s credentials now', async () => {
    const { exitCode, stdout } = await explain(memberAccount, '--user', 'ana', '--account', memberAccount);
    expect(stdout).toMatch(/^Not enforced: with an access key and no MFA/);
    expect(stdout).toContain('allowed by may, statement #1');
    expect(stdout).toContain('Now: open without MFA (severity: critical) through an active access key');
    expect(exitCode).toBe(1);
  });

  it('says what is enforced, and gives the user by ARN', async () => {
    const parameters = ['--json', '--user', 'ben', '--account', memberAccount];
    const { exitCode, stdout } = await explain(memberAccount, ...parameters);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'user',
      subject: { arn: `arn:aws:iam::${memberAccount}:user/ben`, policies: ['may'] },
      now: { finding: 'protected' },
    });
    expect(exitCode).toBe(0);
  });

  it('takes what is held besides into account', async () => {
    const parameters = ['--user', 'ana', '--account', memberAccount, '--with', 'AWSDenyAll', '--json'];
    const { exitCode, stdout } = await explain(memberAccount, ...parameters);
    expect(JSON.parse(stdout).assumed).toContain('arn:aws:iam::aws:policy/AWSDenyAll is held besides');
    expect(exitCode).toBe(0);
  });

  it('reads an account’s own policy that is held besides from IAM', async () => {
    const PolicyDocument = policy([DENY]);
    const { Policy } = await aws
      .root(memberAccount)
      .iam.send(new CreatePolicyCommand({ PolicyName: 'deny', PolicyDocument }));
    const besides = (arn: string) =>
      explain(memberAccount, '--user', 'ana', '--account', memberAccount, '--with', arn);
    expect((await besides(Policy?.Arn ?? '')).exitCode).toBe(0);
    const missing = await besides(`${Policy?.Arn}-2`);
    expect(missing.stderr).toContain(`is not in account ${memberAccount}`);
    expect(missing.exitCode).toBe(2);
  });

  it('says so where there is no such user', async () => {
    const { exitCode, stderr } = await explain(memberAccount, '--user', 'eve', '--account', memberAccount);
    expect(stderr).toBe(`Account ${memberAccount} has no user eve.\n`);
    expect(exitCode).toBe(2);
  });

  it('reads no other account than the one that was asked for', async () => {
    const { exitCode, stdout, stderr } = await explain(
      otherMemberAccount,
      '--user',
      'ana',
      '--account',
      memberAccount,
    );
    expect(stderr).toContain(
      `These credentials are of account ${otherMemberAccount}, not of ${memberAccount}`,
    );
    expect(stderr).toContain('aws sts assume-role');
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('says so where reading is denied', async () => {
    await aws.local('POST', 'faults', {
      service: 'iam',
      action: 'GetUser',
      times: 4,
      errorCode: 'AccessDenied',
    });
    const { exitCode, stderr } = await explain(memberAccount, '--user', 'ana', '--account', memberAccount);
    expect(stderr).toContain('could not be read: access-denied');
    expect(stderr).not.toMatch(/^ +at /m);
    expect(exitCode).toBe(2);
  });
});
