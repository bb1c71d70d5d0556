import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateUserCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { readAwsCall } from '../../local/aws-cli/aws-call.ts';
import { askAws } from '../../local/aws-cli/run-aws-cli.ts';
import { oneTimeCode } from '../../local/one-time-code.ts';
import { PAYMENTS } from '../../local/organization/accounts.ts';
import { ADMINISTRATOR_ROLE } from '../../local/organization/credentials.ts';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws } from './support/local-aws.ts';
import { wrongCode } from './support/one-time-codes.ts';
import { allow } from './support/policies.ts';
import { createDevice, createRole, createUser, type Device, enableDevice } from './support/principals.ts';

const aws = localAws({
  organization: {
    managementAccountId: '999999999999',
    accounts: [PAYMENTS, { id: '999999999999', name: 'management' }],
  },
});
let payments: AwsClients;
let device: Device;

const ask = (line: string) => askAws(aws.endpoint(), readAwsCall(`--account payments ${line}`.split(' ')));
const callerOf = async (line: string): Promise<string> => {
  const { stdout, stderr } = await ask(`${line} sts get-caller-identity --query Arn --output text`);
  return stdout.trim() || stderr;
};
const now = () => oneTimeCode(device.seed, new Date());
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

beforeAll(async () => {
  payments = aws.root(PAYMENTS.id);
  await createRole(payments, ADMINISTRATOR_ROLE, '999999999999', [allow('*')]);
  await createUser(payments, 'ben', [allow(['sqs:*', 'sts:*']), allow('iam:ListUsers', withMfa)]);
  device = await createDevice(payments, 'phone');
  await enableDevice(payments, 'ben', device);
  await createUser(payments, 'dora', [allow('*')]);
  await payments.iam.send(new CreateUserCommand({ UserName: 'keyless' }));
});

describe('npm run aws acts', () => {
  it.each([
    ['', `arn:aws:sts::222222222222:assumed-role/${ADMINISTRATOR_ROLE}/local-administrator`],
    ['--session mallory', `arn:aws:sts::222222222222:assumed-role/${ADMINISTRATOR_ROLE}/mallory`],
    ['--root', 'arn:aws:iam::222222222222:root'],
    ['--as ben', 'arn:aws:iam::222222222222:user/ben'],
  ])('%s as %s', async (options, arn) => {
    expect(await callerOf(options.trim() ? options : '--')).toBe(arn);
  });

  it('as root in the management account, which has no administrator role', async () => {
    const words = '--account management sts get-caller-identity --query Arn --output text'.split(' ');
    expect((await askAws(aws.endpoint(), readAwsCall(words))).stdout).toBe(
      'arn:aws:iam::999999999999:root\n',
    );
  });
});

describe('as a user', () => {
  it('what he may do is done, what he may not is answered by AWS', async () => {
    expect(await ask('--as ben sqs list-queues')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await ask('--as ben iam list-users')).toMatchObject({
      exitCode: 255,
      stdout: '',
      stderr: expect.stringContaining('AccessDenied'),
    });
  });

  it('with a code he has a session with MFA', async () => {
    expect(await ask(`--as ben --mfa ${now()} iam list-users`)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('"UserName": "ben"'),
    });
  });

  it('a wrong code is refused in AWS’s words', async () => {
    expect(await ask(`--as ben --mfa ${wrongCode(device.seed)} iam list-users`)).toEqual({
      exitCode: 255,
      stdout: '',
      stderr:
        'AWS gave ben no session with MFA: AccessDenied: ' +
        'MultiFactorAuthentication failed with invalid MFA one time pass code.\n',
    });
  });

  it.each([
    ['--as nobody', 'There is no user nobody in payments.'],
    ['--as keyless', 'npm run aws -- --account payments iam create-access-key --user-name keyless'],
    ['--as dora --mfa 123456', 'dora in payments has no MFA device'],
  ])('%s is told what to do', async (options, words) => {
    const failure = await ask(`${options} iam list-users`).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserProblem);
    expect((failure as Error).message).toContain(words);
  });

  it('with several devices he is asked to say which', async () => {
    await createUser(payments, 'joan');
    for (const name of ['joan-1', 'joan-2']) {
      await enableDevice(payments, 'joan', await createDevice(payments, name));
    }
    await expect(ask('--as joan --mfa 123456 iam list-users')).rejects.toThrow(
      'joan in payments has 2 MFA devices',
    );
  });
});

describe('the caller’s own AWS configuration', () => {
  let home: string;
  const configuration = '[default]\noutput = text\ncli_history = enabled\n';

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'guardian-home-'));
    await mkdir(path.join(home, '.aws', 'cli'), { recursive: true });
    await writeFile(path.join(home, '.aws', 'config'), configuration);
    await writeFile(
      path.join(home, '.aws', 'cli', 'alias'),
      '[toplevel]\nwhoami = sts get-caller-identity\n',
    );
    vi.stubEnv('HOME', home);
    vi.stubEnv('AWS_PROFILE', 'production');
    vi.stubEnv('AWS_CONFIG_FILE', path.join(home, '.aws', 'config'));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(home, { recursive: true });
  });

  it('is neither read nor written', async () => {
    expect((await ask('--as ben sts get-caller-identity')).stdout).toMatch(/^\{/);
    expect((await ask('--as ben whoami')).exitCode).not.toBe(0);
    expect((await ask('--as ben configure set output table')).exitCode).not.toBe(0);
    expect(await readFile(path.join(home, '.aws', 'config'), 'utf8')).toBe(configuration);
  });
});
