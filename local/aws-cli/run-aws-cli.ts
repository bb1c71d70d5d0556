import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { assertNever } from '#core/kernel/assert-never.ts';
import { MANAGEMENT, REGION } from '../organization/accounts.ts';
import { administratorCredentials, type Credentials, rootCredentials } from '../organization/credentials.ts';
import { preparePythonEnvironment } from '../python-environment.ts';
import { RefusedByAws, userCredentials } from './act-as-user.ts';
import type { AwsCall } from './aws-call.ts';

/** What the AWS CLI answered. */
export interface AwsAnswer {
  /** 0 when the call was made, 255 when AWS refused it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** https://docs.aws.amazon.com/cli/v1/userguide/cli-usage-returncodes.html */
const REFUSED = 255;

const CLI = path.join(import.meta.dirname, 'aws.py');

/** Below a file nothing can be found or written: whatever the caller keeps in `~/.aws` has no say here. */
const NOWHERE = '/dev/null/nowhere';

const credentialsOf = (endpoint: string, { account, actor }: AwsCall): Promise<Credentials> => {
  switch (actor.kind) {
    case 'root':
      return Promise.resolve(rootCredentials(account));
    case 'user':
      return userCredentials({ endpoint, account, userName: actor.userName }, actor.code);
    case 'administrator':
      return account.id === MANAGEMENT.id
        ? Promise.resolve(rootCredentials(account))
        : administratorCredentials(endpoint, account, actor.sessionName);
    default:
      return assertNever(actor);
  }
};

const environmentOf = (endpoint: string, credentials: Credentials): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  TERM: process.env['TERM'],
  LANG: 'C.UTF-8',
  HOME: NOWHERE,
  AWS_CONFIG_FILE: NOWHERE,
  AWS_SHARED_CREDENTIALS_FILE: NOWHERE,
  AWS_ENDPOINT_URL: endpoint,
  AWS_DEFAULT_REGION: REGION,
  AWS_PAGER: '',
  AWS_CLI_AUTO_PROMPT: 'off',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
});

let environment: ReturnType<typeof preparePythonEnvironment> | undefined;

/** Told where to go twice: for some services the CLI does not look at the environment. */
const startCli = async (endpoint: string, call: AwsCall, stdio: StdioOptions) => {
  environment ??= preparePythonEnvironment();
  const [{ python }, credentials] = await Promise.all([environment, credentialsOf(endpoint, call)]);
  return spawn(python, [CLI, '--endpoint-url', endpoint, ...call.command], {
    env: environmentOf(endpoint, credentials),
    stdio,
  });
};

const exitOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });

/** A refusal is an answer, also when it comes before the command itself. */
const answerRefusal = async <Answer>(
  call: Promise<Answer>,
  answer: (words: string) => Answer,
): Promise<Answer> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof RefusedByAws) {
      return answer(`${error.message}\n`);
    }
    throw error;
  }
};

const capture = async (endpoint: string, call: AwsCall): Promise<AwsAnswer> => {
  const child = await startCli(endpoint, call, ['ignore', 'pipe', 'pipe']);
  const [exitCode, stdout, stderr] = await Promise.all([
    exitOf(child),
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
};

const inherit = async (endpoint: string, call: AwsCall): Promise<number> =>
  exitOf(await startCli(endpoint, call, 'inherit'));

/**
 * Makes the call with the AWS CLI and answers what it wrote. A call that AWS refuses is an answer too.
 * @throws UserProblem when the user to act as does not exist or lacks what it takes.
 */
export const askAws = (endpoint: string, call: AwsCall): Promise<AwsAnswer> =>
  answerRefusal(capture(endpoint, call), (stderr) => ({ exitCode: REFUSED, stdout: '', stderr }));

/**
 * Makes the call with the AWS CLI on this terminal, and answers the CLI's exit code.
 * @throws UserProblem when the user to act as does not exist or lacks what it takes.
 */
export const runAws = (endpoint: string, call: AwsCall): Promise<number> =>
  answerRefusal(inherit(endpoint, call), (words) => {
    process.stderr.write(words);
    return REFUSED;
  });
