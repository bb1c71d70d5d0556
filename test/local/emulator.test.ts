import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { type Emulator, startEmulator } from '../../local/emulator.ts';
import { clientsAs, rootOf } from './support/aws-clients.ts';
import { askFunction } from './support/functions.ts';
import { memberAccount } from './support/local-aws.ts';
import { createUser } from './support/principals.ts';

const launcher = pathToFileURL('local/emulator.ts').href;
let emulator: Emulator | undefined;

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
    const { environment } = await askFunction(endpoint, memberAccount);
    expect(environment).not.toHaveProperty('SECRET_OF_MINE');
    expect(environment['AWS_ENDPOINT_URL']).toBe(endpoint);
    expect(environment['AWS_ACCESS_KEY_ID']).toMatch(/^ASIA/);
  });

  it('takes its functions and its files along when it is stopped', async () => {
    const { endpoint, processId, stop } = await start();
    const { processId: functionId, environment } = await askFunction(endpoint, memberAccount);
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
    await expect(failure).rejects.toThrow(UserProblem);
    await expect(failure).rejects.toThrow(`port ${port}, but something already does`);
    occupant.close();
  });

  it('shows the end of its log when it dies at the start', async () => {
    const failure = start({ settings: { LOCAL_ORGANIZATION: 'nonsense' } });
    await expect(failure).rejects.toThrow(UserProblem);
    await expect(failure).rejects.toThrow(/ended while it started[\s\S]*JSONDecodeError/);
  });

  it.runIf(process.platform === 'linux')('ends by itself when its owner is killed', async () => {
    const { owner, processId } = await startElsewhere();
    const directory = stateDirectoryOf(processId);
    expect(existsSync(directory)).toBe(true);
    owner.kill('SIGKILL');
    await expect.poll(() => isRunning(processId), { timeout: 10_000 }).toBe(false);
    await expect.poll(() => existsSync(directory), { timeout: 10_000 }).toBe(false);
  });
});
