import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfigurationFile } from '../../infra/config/configuration-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'guardian-configuration-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('readConfigurationFile', () => {
  it('accepts the example', () => {
    const file = readConfigurationFile('guardian.config.example.json');
    expect(file).toMatchObject({ ok: true, value: { path: resolve('guardian.config.example.json') } });
  });

  it.each([
    ['is not there', 'absent.json', undefined, /there is no such file.*guardian\.config\.example\.json/s],
    ['is not JSON', 'broken.json', '{ "mode": ', /expected JSON/],
    ['is empty', 'empty.json', '', /expected JSON, received an empty file/],
    ['is no text', 'bytes.json', '\u0000\u001b[2J', /expected JSON: [\x20-\x7e]+\n/],
    ['says too little', 'little.json', '{}', /securityAccount: expected string, received nothing\n/],
    [
      'says nonsense',
      'nonsense.json',
      '{ "mode": "perhaps" }',
      /mode: expected observe or enforce, received "perhaps"\n.*guardian\.config\.schema\.json/s,
    ],
  ])('says what is wrong with a file that %s', (_what, name, content, message) => {
    const path = content === undefined ? join(folder, name) : fileWith(name, content);
    const file = readConfigurationFile(path);
    expect(file.ok ? 'accepted' : file.problem).toMatch(message);
    expect(file.ok ? 'accepted' : file.problem).toContain(path);
  });
});

describe('readConfigurationFile, given what is no file that can be read', () => {
  it('says of a folder that it is one', () => {
    expect(readConfigurationFile(folder)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/it is a folder; expected a file.*GUARDIAN_CONFIG/s),
    });
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not be read', () => {
    const path = fileWith('secret.json', '{}');
    chmodSync(path, 0);
    expect(readConfigurationFile(path)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('reading it is not permitted'),
    });
  });
});

describe('app.ts', { timeout: 60_000 }, () => {
  it('stops with the problem alone, without a stack trace', () => {
    const run = spawnSync(process.execPath, ['infra/app.ts'], {
      encoding: 'utf8',
      env: { GUARDIAN_CONFIG: join(folder, 'absent.json') },
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('there is no such file');
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });
});
