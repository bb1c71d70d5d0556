import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { UserProblem } from '../cli/command/user-problem.ts';
import { type CommandResult, runToEnd } from './run-to-end.ts';

export interface PythonEnvironment {
  /** The virtual environment. */
  readonly directory: string;
  /** Its interpreter. Start tools as modules (`python -m awscli`): scripts break on paths with spaces. */
  readonly python: string;
}

interface Interpreter {
  readonly command: string;
  readonly version: readonly [number, number, number];
}

const projectDirectory = path.dirname(import.meta.dirname);
const requirementsFile = path.join(import.meta.dirname, 'emulator', 'requirements.txt');
const oldestMinor = 10;
const usualCommands = [
  'python3',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python3.10',
  'python',
];
const wanted = `The local AWS needs Python 3.${oldestMinor} or newer`;
const diskFull = /No space left on device|Disk quota exceeded/;
// What is imported is compiled when it is, into a place of its own (local/emulator.ts).
const install = [
  ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'],
  ...['--no-deps', '--no-compile'],
];
const installPython =
  'Install Python 3.10 or newer (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python3), ' +
  'or name an interpreter in GUARDIAN_PYTHON.';

/**
 * The virtual environment of the local AWS: made when it is missing, unfinished or out of date. Once the signal is
 * aborted, what was begun is given up.
 */
export async function preparePythonEnvironment(
  signal?: AbortSignal,
  project = projectDirectory,
): Promise<PythonEnvironment> {
  const directory = path.join(project, '.local', 'python');
  const environment = { directory, python: path.join(directory, 'bin', 'python') };
  const interpreter = await findInterpreter();
  const key = await environmentKey(interpreter);
  if (await isReady(directory, key)) return environment;
  const unfinished = path.join(project, '.local', `python-unfinished-${process.pid}-${randomUUID()}`);
  await removeAbandoned(path.dirname(directory));
  try {
    await build(interpreter, unfinished, key, signal);
    await putInPlace(unfinished, directory, key);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return environment;
}

async function findInterpreter(): Promise<Interpreter> {
  const chosen = process.env['GUARDIAN_PYTHON'];
  let tooOld: Interpreter | undefined;
  for (const command of chosen ? [chosen] : usualCommands) {
    const interpreter = await inspect(command);
    if (interpreter && isRecent(interpreter)) return interpreter;
    tooOld ??= interpreter;
  }
  throw new UserProblem(`${wanted}; ${whatCame(chosen, tooOld)}. ${installPython}`);
}

function whatCame(chosen: string | undefined, tooOld: Interpreter | undefined): string {
  if (tooOld) return `${tooOld.command} is ${tooOld.version.join('.')}`;
  return chosen ? `GUARDIAN_PYTHON names ${chosen}, which does not run` : 'no python3 was found on PATH';
}

async function inspect(command: string): Promise<Interpreter | undefined> {
  const result = await runToEnd(command, ['-c', 'import sys; print(*sys.version_info[:3])']);
  const [major = 0, minor = 0, patch = 0] = (result.output.split('\n', 1)[0] ?? '').split(' ').map(Number);
  return result.exitCode === 0 ? { command, version: [major, minor, patch] } : undefined;
}

function isRecent({ version: [major, minor] }: Interpreter): boolean {
  return major === 3 && minor >= oldestMinor;
}

async function environmentKey(interpreter: Interpreter): Promise<string> {
  const requirements = await readFile(requirementsFile, 'utf8');
  return createHash('sha256')
    .update(`${requirements}\n${interpreter.command}\n${interpreter.version.join('.')}`)
    .digest('hex');
}

function keyFile(directory: string): string {
  return path.join(directory, 'environment-key');
}

async function isReady(directory: string, key: string): Promise<boolean> {
  const found = await readFile(keyFile(directory), 'utf8').catch(() => undefined);
  return found === key;
}

async function removeAbandoned(localDirectory: string): Promise<void> {
  await mkdir(localDirectory, { recursive: true });
  for (const name of await readdir(localDirectory)) {
    const owner = /^python-unfinished-(\d+)-/.exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) {
      await rm(path.join(localDirectory, name), { recursive: true, force: true });
    }
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

async function build(
  interpreter: Interpreter,
  directory: string,
  key: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  await rm(directory, { recursive: true, force: true });
  const created = await runToEnd(interpreter.command, ['-m', 'venv', directory], signal);
  signal?.throwIfAborted();
  if (created.exitCode !== 0) throw venvFailure(interpreter, created);
  const pip = path.join(directory, 'bin', 'python');
  const installed = await runToEnd(pip, [...install, '--requirement', requirementsFile], signal);
  signal?.throwIfAborted();
  if (installed.exitCode !== 0) throw installFailure(directory, installed);
  await writeFile(keyFile(directory), key);
}

function installFailure(directory: string, { output }: CommandResult): UserProblem {
  const advice = diskAdvice(output) ?? 'Is the Python package index reachable?';
  return new UserProblem(
    `The packages of the local AWS could not be installed into ${directory}. ${advice} pip said:\n${lastLines(output)}`,
  );
}

function venvFailure(interpreter: Interpreter, { output }: CommandResult): UserProblem {
  const isMissing = /ensurepip|No module named venv/.test(output);
  const what = `${interpreter.command} could not make a virtual environment`;
  return isMissing
    ? new UserProblem(
        `${what}: its venv module is not installed. Install it (Debian, Ubuntu: apt install python3-venv).`,
      )
    : new UserProblem(`${what}. ${diskAdvice(output) ?? 'It said:'}\n${lastLines(output)}`);
}

function diskAdvice(output: string): string | undefined {
  if (diskFull.test(output)) return 'The disk is full; make room (the local organization needs some 500 MB).';
  return output.includes('Permission denied') ? 'Make the folder .local writable for you.' : undefined;
}

/** Another process may have put its own in place meanwhile: then that one serves. */
async function putInPlace(unfinished: string, directory: string, key: string): Promise<void> {
  if (await isReady(directory, key)) return;
  await rm(directory, { recursive: true, force: true });
  try {
    await rename(unfinished, directory);
  } catch (cause) {
    if (!(await isReady(directory, key))) throw cause;
  }
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-12).join('\n');
}
