import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type CheckedConfigurationFile,
  readConfigurationFile,
} from '../../infra/config/configuration-file.ts';
import { exampleValuesIn } from '../../infra/config/example-values.ts';

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
  const runApp = (path: string) =>
    spawnSync(process.execPath, ['infra/app.ts'], { encoding: 'utf8', env: { GUARDIAN_CONFIG: path } });

  it('stops with the problem alone, without a stack trace', () => {
    const run = runApp(join(folder, 'absent.json'));
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('there is no such file');
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });

  it('stops where the example was copied and not filled in', () => {
    const copied = fileWith('copied.json', readFileSync('guardian.config.example.json', 'utf8'));
    const run = runApp(copied);
    expect(run.stderr).toBe(
      [
        `${copied}: the configuration is not filled in yet.`,
        "organizationId: expected your own, received the example's, o-exampleorg1",
        "securityAccount: expected your own, received the example's, 111122223333",
        "alertAddresses: expected your own, received the example's, mfa-alerts@example.com",
        "breakGlass: expected your own, received the example's, AIDAEXAMPLEBREAKGLASS",
        '',
      ].join('\n'),
    );
    expect(run.status).toBe(1);
  });
});

describe('exampleValuesIn', () => {
  const readAs = (name: string, changes: object): CheckedConfigurationFile => {
    const example = JSON.parse(readFileSync('guardian.config.example.json', 'utf8'));
    const file = readConfigurationFile(fileWith(name, JSON.stringify({ ...example, ...changes })));
    if (!file.ok) {
      throw new Error(file.problem);
    }
    return file.value;
  };

  const FILLED = {
    organizationId: 'o-abcdefghij',
    securityAccount: '999988887777',
    alertAddresses: ['alerts@company.example'],
    breakGlass: [],
  };

  it('finds nothing in a file that was filled in, nor in the example itself', () => {
    expect(exampleValuesIn(readAs('filled.json', FILLED))).toBeUndefined();
    const example = readConfigurationFile('guardian.config.example.json');
    expect(example.ok && exampleValuesIn(example.value)).toBeUndefined();
  });

  it('finds one value that was left', () => {
    const left = readAs('left.json', { ...FILLED, securityAccount: '111122223333' });
    expect(exampleValuesIn(left)).toMatch(/in yet\.\nsecurityAccount: [^\n]+111122223333$/);
  });
});
