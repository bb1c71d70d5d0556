import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, expect, it } from 'vitest';

const directory = mkdtempSync(path.join(tmpdir(), 'mfa-guardian-not-installed-'));

afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('says what to do before anything is installed, and nothing afterwards', () => {
  mkdirSync(path.join(directory, 'cli'));
  cpSync('cli/installed.mjs', path.join(directory, 'cli/installed.mjs'));
  const started = () =>
    spawnSync(process.execPath, ['--import', './cli/installed.mjs', '--eval', 'console.log("started")'], {
      cwd: directory,
      encoding: 'utf8',
    });
  expect(started()).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'Nothing is installed here yet. First, in this folder: npm ci\n',
  });
  mkdirSync(path.join(directory, 'node_modules'));
  writeFileSync(path.join(directory, 'node_modules/.package-lock.json'), '{}');
  expect(started()).toMatchObject({ status: 0, stdout: 'started\n', stderr: '' });
});
