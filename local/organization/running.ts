import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { UserError } from '../python-environment.ts';
import type { LocalMode } from './configure.ts';

/** Where the local organization listens while `npm start` runs. */
export interface RunningOrganization {
  readonly endpoint: string;
  readonly processId: number;
  readonly mode: LocalMode;
}

const file = path.resolve(import.meta.dirname, '..', '..', '.local', 'running.json');

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};

/** The organization that runs from this checkout, if any; a note that a killed process left behind is ignored. */
export const findRunning = async (): Promise<RunningOrganization | undefined> => {
  try {
    const running = JSON.parse(await readFile(file, 'utf8')) as RunningOrganization;
    return isAlive(running.processId) ? running : undefined;
  } catch {
    return undefined;
  }
};

export const requireRunning = async (): Promise<RunningOrganization> => {
  const running = await findRunning();
  if (running === undefined) {
    throw new UserError(
      'Nothing is running here. Start the local organization first, in another terminal: npm start',
    );
  }
  return running;
};

export const noteRunning = async (endpoint: string, mode: LocalMode): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ endpoint, processId: process.pid, mode }));
};

export const forgetRunning = (): Promise<void> => rm(file, { force: true });
