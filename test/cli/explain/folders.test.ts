import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, DENY_ALL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { folder, file, run } = explainFolder();

const GOOD = policy(ALLOW_ALL, DENY_ALL);
const BAD = policy(ALLOW_ALL);

const text = (stdout: string): string => stdout.replace(/\s+/g, ' ');

describe('npm run explain --each, given a folder', () => {
  it('reads *.json in whatever case', () => {
    file('upper/good.json', GOOD);
    file('upper/bad.JSON', BAD);
    const { status, stdout } = run(['--each', 'upper']);
    expect(stdout).toContain('upper/bad.JSON');
    expect(status).toBe(1);
  });

  it('passes no link to a folder, and says so', () => {
    file('elsewhere/bad.json', BAD);
    file('linked/good.json', GOOD);
    symlinkSync(path.join(folder, 'elsewhere'), path.join(folder, 'linked', 'more'));
    const { status, stdout } = run(['--each', 'linked']);
    expect(text(stdout)).toContain(
      'linked/more: a link to a folder, which is not followed. Give it as a PATH',
    );
    expect(status).toBe(2);
    expect(run(['--each', 'linked/more']).status).toBe(1);
  });

  it('follows a link to a file, and misses what a link leads to that is not there', () => {
    file('file-link/good.json', GOOD);
    symlinkSync(path.join(folder, file('outside.json', BAD)), path.join(folder, 'file-link', 'bad.json'));
    expect(run(['--each', 'file-link']).status).toBe(1);
    symlinkSync('not-there', path.join(folder, 'file-link', 'broken.json'));
    expect(run(['--each', 'file-link']).status).toBe(2);
  });

  it('names what may be a policy and is not read, and nothing else', () => {
    file('misnamed/good.json', GOOD);
    file('misnamed/README.md', '# Policies');
    expect(run(['--each', 'misnamed']).status).toBe(0);
    file('misnamed/bad.jsonc', BAD);
    const { status, stdout } = run(['--each', 'misnamed']);
    expect(text(stdout)).toContain('misnamed/bad.jsonc: it is not read, as its name does not end in .json');
    expect(status).toBe(2);
  });
});
