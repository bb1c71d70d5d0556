import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { diskErrorInWords, makeRunDirectory } from '../../local/local-directory.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'guardian-directories-'));
});

afterEach(() => rm(parent, { recursive: true }));

describe('the directory of a run', () => {
  it('is a new one each time, and for its owner only', async () => {
    const [one, other] = [await makeRunDirectory(parent), await makeRunDirectory(parent)];
    expect(one).not.toBe(other);
    expect((await stat(one)).mode & 0o777).toBe(0o700);
  });

  it('is removed by the next run when its process is gone, and nothing else is', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const [abandoned, others] = [`mfa-guardian-${pid}-x`, 'mfa-guardian-notes'];
    for (const name of [abandoned, others])
      await mkdir(path.join(parent, name, 'below'), { recursive: true });
    const [running, next] = [await makeRunDirectory(parent), await makeRunDirectory(parent)];
    expect((await readdir(parent)).toSorted()).toEqual(
      [others, path.basename(running), path.basename(next)].toSorted(),
    );
    expect(existsSync(running)).toBe(true);
  });
});

describe('what the disk refuses', () => {
  it.each([
    ['EACCES', 'Make it writable for you'],
    ['EROFS', 'The disk is read-only'],
    ['ENOSPC', 'make room'],
  ])('is said in words, with what to do: %s', (code, remedy) => {
    const error = Object.assign(new Error(code), { code, path: '/somewhere/.local' });
    const told = diskErrorInWords(error) as UserProblem;
    expect(told).toBeInstanceOf(UserProblem);
    expect(told.message).toContain(`/somewhere/.local could not be written (${code})`);
    expect(told.message).toContain(remedy);
  });

  it('is told apart from every other failure', () => {
    const error = new Error('a bug');
    expect(diskErrorInWords(error)).toBe(error);
  });
});
