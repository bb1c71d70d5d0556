import { spawn } from 'node:child_process';
import process from 'node:process';
import { type LocalAccount, MANAGEMENT, REGION, WATCHED_ACCOUNTS } from './organization/accounts.ts';
import { administratorCredentials, type Credentials, rootCredentials } from './organization/credentials.ts';
import { requireRunning } from './organization/running.ts';
import { preparePythonEnvironment, UserError } from './python-environment.ts';
import { runCommand } from './run-command.ts';

const ACCOUNTS: readonly LocalAccount[] = [...WATCHED_ACCOUNTS, MANAGEMENT];

const USAGE = `Usage: npm run aws -- --account NAME [--root] COMMAND ...
  e.g. npm run aws -- --account payments iam list-users
  accounts: ${ACCOUNTS.map(({ name }) => name).join(', ')}`;

interface AwsCall {
  readonly account: LocalAccount;
  readonly asRoot: boolean;
  readonly command: readonly string[];
}

/** Our own options come first; everything from the first other word on is the AWS CLI's. */
const readCall = (args: readonly string[]): AwsCall => {
  const [option, name, ...rest] = args;
  const account = ACCOUNTS.find((candidate) => candidate.name === name);
  if (option !== '--account' || account === undefined) {
    throw new UserError(USAGE);
  }
  const asRoot = rest[0] === '--root';
  const command = asRoot ? rest.slice(1) : rest;
  if (command.length === 0) {
    throw new UserError(USAGE);
  }
  return { account, asRoot: asRoot || account === MANAGEMENT, command };
};

const environmentOf = (endpoint: string, credentials: Credentials): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  TERM: process.env['TERM'],
  LANG: 'C.UTF-8',
  AWS_ENDPOINT_URL: endpoint,
  AWS_DEFAULT_REGION: REGION,
  AWS_PAGER: '',
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
});

/** Told where to go twice: for some services the CLI does not look at the environment. */
const runAwsCli = async (
  endpoint: string,
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> => {
  const { python } = await preparePythonEnvironment();
  return new Promise((resolve, reject) => {
    const child = spawn(python, ['-m', 'awscli', '--endpoint-url', endpoint, ...command], {
      env: environment,
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
};

await runCommand(async () => {
  const { account, asRoot, command } = readCall(process.argv.slice(2));
  const { endpoint } = await requireRunning();
  const credentials = asRoot
    ? rootCredentials(account)
    : await administratorCredentials(endpoint, account, 'local-administrator');
  process.exitCode = await runAwsCli(endpoint, command, environmentOf(endpoint, credentials));
});
