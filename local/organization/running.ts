import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod/mini';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { isRunning, localDirectory } from '../local-directory.ts';
import type { LocalMode } from './configure.ts';

/** Where the local organization listens while `npm start` runs. */
export interface RunningOrganization {
  readonly endpoint: string;
  readonly processId: number;
  readonly mode: LocalMode;
}

/** Tests keep a note of their own, so that they don't meet what a developer has running. */
const noteFile = (): string =>
  process.env['MFA_GUARDIAN_RUNNING'] ?? path.join(localDirectory, 'running.json');

const Note: z.ZodMiniType<RunningOrganization> = z.object({
  endpoint: z.string(),
  processId: z.int(),
  mode: z.enum(['observe', 'enforce']),
});

const readNote = async (): Promise<RunningOrganization | undefined> => {
  try {
    return Note.parse(JSON.parse(await readFile(noteFile(), 'utf8')));
  } catch {
    return undefined;
  }
};

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    return (await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
};

/**
 * The organization that runs from this checkout, if any. A note that a killed process left behind is ignored, also when
 * another process has its number now.
 */
export const findRunning = async (): Promise<RunningOrganization | undefined> => {
  const running = await readNote();
  return running !== undefined && isRunning(running.processId) && (await answers(running.endpoint))
    ? running
    : undefined;
};

export const requireRunning = async (): Promise<RunningOrganization> => {
  const running = await findRunning();
  if (running === undefined) {
    throw new UserProblem(
      'Nothing is running here. Start the local organization first, in another terminal: npm start',
    );
  }
  return running;
};

export const noteRunning = async (endpoint: string, mode: LocalMode): Promise<void> => {
  await mkdir(path.dirname(noteFile()), { recursive: true });
  await writeFile(noteFile(), JSON.stringify({ endpoint, processId: process.pid, mode }));
};

/** Another process may have written its own note in the meantime. */
export const forgetRunning = async (): Promise<void> => {
  if ((await readNote())?.processId === process.pid) {
    await rm(noteFile(), { force: true });
  }
};
