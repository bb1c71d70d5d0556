import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Emulator, startEmulator } from '../../local/emulator.ts';
import { UserError } from '../../local/python-environment.ts';
import { clientsAs, rootOf } from './support/aws-clients.ts';
import { deployStack } from './support/cloudformation.ts';
import { memberAccount } from './support/local-aws.ts';
import { createUser } from './support/principals.ts';

const launcher = pathToFileURL('local/emulator.ts').href;
const reporting = `exports.handler = async () => ({ processId: process.pid, environment: process.env });`;
let emulator: Emulator | undefined;

interface Report {
  readonly processId: number;
  readonly environment: Readonly<Record<string, string>>;
}

const start = async (options = {}) => {
  emulator = await startEmulator(options);
  return emulator;
};

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

/** What a function sees of itself. */
async function askFunction(endpoint: string): Promise<Report> {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const document = { Version: '2012-10-17', Statement: [trust] };
  const Properties = {
    FunctionName: 'reporting',
    Code: { ZipFile: reporting },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
  };
  await deployStack(endpoint, memberAccount, 'function', {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document } },
    Function: { Type: 'AWS::Lambda::Function', Properties },
  });
  const credential = `Credential=${memberAccount}/20260101/us-east-1/lambda/aws4_request`;
  const answer = await fetch(`${endpoint}/2015-03-31/functions/reporting/invocations`, {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0` },
  });
  return (await answer.json()) as Report;
}

/** Another process that starts an emulator and lives until it is killed. */
async function startElsewhere(): Promise<{ owner: ChildProcess; processId: number }> {
  const program = `const { startEmulator } = await import(${JSON.stringify(launcher)});
    console.log((await startEmulator()).processId);`;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const [output] = await once(owner.stdout, 'data');
  return { owner, processId: Number(String(output)) };
}

const stateDirectoryOf = (processId: number) =>
  /LOCAL_STATE_DIRECTORY=([^\0]+)/.exec(readFileSync(`/proc/${processId}/environ`, 'utf8'))?.[1] ?? '';

afterEach(async () => {
  vi.unstubAllEnvs();
  await emulator?.stop();
});

describe('the emulator', () => {
  it('runs functions on the Node.js of Lambda, and shows them nothing of our environment', async () => {
    vi.stubEnv('SECRET_OF_MINE', 'hidden');
    const { endpoint } = await start();
    const { environment } = await askFunction(endpoint);
    expect(environment).not.toHaveProperty('SECRET_OF_MINE');
    expect(environment['AWS_ENDPOINT_URL']).toBe(endpoint);
    expect(environment['AWS_ACCESS_KEY_ID']).toMatch(/^ASIA/);
  });

  it('takes its functions and its files along when it is stopped', async () => {
    const { endpoint, processId, stop } = await start();
    const { processId: functionId, environment } = await askFunction(endpoint);
    expect(isRunning(functionId)).toBe(true);
    await stop();
    await expect.poll(() => [processId, functionId].filter(isRunning), { timeout: 10_000 }).toEqual([]);
    expect(existsSync(environment['HOME'] ?? '/')).toBe(false);
  });

  it('forgets everything when it is reset', async () => {
    const { endpoint, reset } = await start();
    const member = clientsAs(rootOf(memberAccount), endpoint);
    await createUser(member, 'ada');
    await reset();
    await createUser(member, 'ada');
  });

  it('says so when its port is taken', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const address = occupant.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const failure = start({ port });
    await expect(failure).rejects.toThrow(UserError);
    await expect(failure).rejects.toThrow(`port ${port}, but something already does`);
    occupant.close();
  });

  it('shows the end of its log when it dies at the start', async () => {
    const failure = start({ settings: { LOCAL_ORGANIZATION: 'nonsense' } });
    await expect(failure).rejects.toThrow(UserError);
    await expect(failure).rejects.toThrow(/ended while it started[\s\S]*JSONDecodeError/);
  });

  it.runIf(process.platform === 'linux')('ends by itself when its owner is killed', async () => {
    const { owner, processId } = await startElsewhere();
    const directory = stateDirectoryOf(processId);
    expect(existsSync(directory)).toBe(true);
    owner.kill('SIGKILL');
    await expect.poll(() => isRunning(processId), { timeout: 10_000 }).toBe(false);
    expect(existsSync(directory)).toBe(false);
  });
});
