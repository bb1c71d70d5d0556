import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserProblem } from '../cli/command/user-problem.ts';
import { freePort } from './emulator/free-port.ts';
import { endOfLog, newLogFile } from './emulator/log-files.ts';
import { nodeDirectory } from './emulator/node-runtime.ts';
import { diskErrorInWords, localDirectory, makeRunDirectory } from './local-directory.ts';
import { preparePythonEnvironment } from './python-environment.ts';

/** The one organization every local account belongs to. */
export const localOrganizationId = 'o-local00000';

export interface OrganizationSettings {
  readonly managementAccountId: string;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

export interface EmulatorOptions {
  /** Where to listen on 127.0.0.1. Any free port when left out. */
  readonly port?: number;
  /** Where its output goes. `.local/logs/emulator-<port>.log` when left out, where the latest twenty are kept. */
  readonly logFile?: string;
  /** The accounts AWS Organizations tells of. Calls made from any account find them. */
  readonly organization?: OrganizationSettings;
  /** Further environment variables of the emulator, which its Lambda functions inherit. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Once it is aborted, nothing more is installed. */
  readonly signal?: AbortSignal;
}

export interface Emulator {
  /** The value of AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly port: number;
  readonly logFile: string;
  readonly processId: number;
  /** Forgets everything in every account, within a few milliseconds. */
  reset(): Promise<void>;
  /** Ends the emulator and its Lambda functions, and removes what they wrote. */
  stop(): Promise<void>;
}

const launcher = path.join(import.meta.dirname, 'emulator', 'launch.py');
const startDeadlineMs = 30_000;
const stopDeadlineMs = 5_000;

/** Starts a local AWS of its own, empty, with authentication and authorization on. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const port = await freePort(options.port);
  const { python, logFile, stateDirectory } = await makeRoom(port, options).catch((error: unknown) => {
    throw diskErrorInWords(error);
  });
  const env = environment(port, stateDirectory, options);
  const child = await launch(python, stateDirectory, logFile, env).catch(async (error: unknown) => {
    await rm(stateDirectory, { recursive: true });
    throw diskErrorInWords(error);
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = () => end(child, stateDirectory);
  try {
    await waitUntilHealthy(endpoint, child, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  const reset = async () => {
    await fetch(`${endpoint}/_ministack/reset`, { method: 'POST' });
  };
  return { endpoint, port, logFile, processId: child.pid ?? 0, reset, stop };
}

async function makeRoom(port: number, options: EmulatorOptions) {
  const { python } = await preparePythonEnvironment(options.signal);
  const logFile = options.logFile ?? (await newLogFile(port));
  // Outside the project: functions must find neither its packages nor its package.json above them.
  return { python, logFile, stateDirectory: await makeRunDirectory(tmpdir()) };
}

function environment(port: number, stateDirectory: string, options: EmulatorOptions): Record<string, string> {
  return {
    AUTH: 'true',
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1',
    LAMBDA_EXECUTOR: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    NODE_OPTIONS: '--disable-warning=DEP0169',
    PATH: [nodeDirectory(), '/usr/local/bin', '/usr/bin', '/bin'].join(path.delimiter),
    LANG: 'C.UTF-8',
    // Compiled once, and not beside the sources.
    PYTHONPYCACHEPREFIX: path.join(localDirectory, 'python-bytecode'),
    HOME: stateDirectory,
    TMPDIR: stateDirectory,
    STATE_DIR: path.join(stateDirectory, 'state'),
    LOCAL_STATE_DIRECTORY: stateDirectory,
    LOCAL_ORGANIZATION_ID: localOrganizationId,
    ...(options.organization && { LOCAL_ORGANIZATION: JSON.stringify(options.organization) }),
    ...options.settings,
  };
}

/** Its standard input stays open while this process lives; the launcher ends everything when it closes. */
async function launch(
  python: string,
  stateDirectory: string,
  logFile: string,
  env: Record<string, string>,
): Promise<ChildProcess> {
  const log = await open(logFile, 'w');
  try {
    const child = spawn(python, ['-u', launcher], {
      cwd: stateDirectory,
      env,
      detached: true,
      stdio: ['pipe', log.fd, log.fd],
    });
    child.stdin?.on('error', () => {});
    await once(child, 'spawn');
    return child;
  } finally {
    await log.close();
  }
}

async function waitUntilHealthy(endpoint: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + startDeadlineMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new UserProblem(
        `The local AWS ended while it started. The end of ${logFile}:\n${await endOfLog(logFile)}`,
      );
    }
    if (await isHealthy(endpoint)) return;
    await sleep(20);
  }
  throw new UserProblem(
    `The local AWS did not answer within ${startDeadlineMs / 1000} s. The end of ${logFile}:\n${await endOfLog(logFile)}`,
  );
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    const answer = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess, stateDirectory: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await Promise.race([exited, sleep(stopDeadlineMs, undefined, { ref: false })]);
  }
  killGroup(child);
  await rm(stateDirectory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** The emulator leads a process group of its own, in which its Lambda functions run. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
