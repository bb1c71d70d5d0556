import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { UserProblem } from '../cli/command/user-problem.ts';

export const projectDirectory = path.dirname(import.meta.dirname);

/** Everything that the local organization writes; git ignores it, and it may be deleted while nothing runs. */
export const localDirectory = path.join(projectDirectory, '.local');

const namedByOwner = /^mfa-guardian-(\d+)-/;

/**
 * A new directory of this process, readable by nobody else. Those of processes that were killed are removed on the way.
 * @throws UserProblem when nothing can be written there.
 */
export const makeRunDirectory = async (parent = localDirectory): Promise<string> => {
  const directory = path.join(parent, `mfa-guardian-${process.pid}-${randomUUID().slice(0, 8)}`);
  try {
    await mkdir(parent, { recursive: true });
    await removeAbandoned(parent);
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    throw diskErrorInWords(error);
  }
  return directory;
};

/** What belongs to another user stays. */
const removeAbandoned = async (parent: string): Promise<void> => {
  for (const name of await readdir(parent)) {
    const owner = namedByOwner.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) {
      await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => {});
    }
  }
};

/** A process of another user refuses signals, and runs. */
export const isRunning = (processId: number): boolean => {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const advice: Readonly<Record<string, string>> = {
  EACCES: 'Make it writable for you, or work in a copy that is yours.',
  EPERM: 'Make it writable for you, or work in a copy that is yours.',
  EROFS: 'The disk is read-only; work in a copy on another one.',
  ENOSPC: 'The disk is full; make room (the local organization needs some 500 MB).',
  EDQUOT: 'Your share of the disk is used up; make room (the local organization needs some 500 MB).',
};

/** What failed because of the disk, with what to do about it; any other error as it is. */
export const diskErrorInWords = (error: unknown): unknown => {
  const { code = '', path: file = localDirectory } = error as NodeJS.ErrnoException;
  const remedy = advice[code];
  return remedy === undefined
    ? error
    : new UserProblem(`${file} could not be written (${code}). ${remedy}`, { cause: error });
};
