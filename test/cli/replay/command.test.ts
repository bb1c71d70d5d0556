import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { eventNamed, iamCall } from '../../fakes/cloudtrail-events.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'replay-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const COMMAND = path.resolve(import.meta.dirname, '../../../cli/replay.ts');

const run = (...parameters: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...parameters], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.split('\n').slice(0, -1), stderr };
};

const fileOf = (name: string, ...lines: readonly string[]): string => {
  const file = path.join(folder, name);
  writeFileSync(file, lines.join('\n'));
  return file;
};

const CREATE_USER = JSON.stringify(
  iamCall({ eventName: 'CreateUser', requestParameters: { userName: 'ana' } }),
);
const GET_USER = JSON.stringify(iamCall({ eventName: 'GetUser' }));
const ROOT = JSON.stringify(eventNamed('root/put-bucket-policy').detail);

describe('npm run replay', () => {
  it('gives one line of JSON a record, with its place', () => {
    const file = fileOf('mixed.ndjson', CREATE_USER, 'no JSON', GET_USER, ROOT);
    const { status, lines, stderr } = run('--json', file);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        file,
        line: 1,
        eventID: 'event-1',
        eventName: 'CreateUser',
        watched: true,
        concerns: [{ kind: 'user', name: 'ana' }],
        threats: [],
      }),
      expect.objectContaining({ line: 3, eventName: 'GetUser', watched: false, concerns: [] }),
      expect.objectContaining({ line: 4, threats: [expect.objectContaining({ kind: 'root-used' })] }),
    ]);
    expect(stderr).toContain(`${file}:2: `);
    expect(stderr).toContain('3 records, 2 of them watched, 1 threats, 1 places that could not be read');
    expect(status).toBe(0);
  });

  it('gives a timeline of what is watched', () => {
    const { lines } = run(fileOf('timeline.ndjson', CREATE_USER, GET_USER, ROOT));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('CreateUser by session ruth');
  });

  it('ends well when nobody reads on', () => {
    const file = fileOf('many.ndjson', ...Array.from({ length: 20_000 }, () => CREATE_USER));
    const output = execFileSync('sh', [
      '-c',
      '"$0" "$1" "$2" 2>&1 | head -n 1',
      process.execPath,
      COMMAND,
      file,
    ]);
    expect(output.toString()).toMatch(/^2026.*-> user ana\n$/);
  });

  it('explains itself, given nothing', () => {
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toContain('npm run replay -- [--json] [--config FILE] PATH');
  });

  it.each([
    [
      'there is nothing at a path',
      () => path.join(folder, 'not-there'),
      'not-there: there is no such file\n',
    ],
    ['a folder is empty', () => mkdtempSync(path.join(folder, 'empty-')), ''],
    ['a file is empty', () => fileOf('empty.json'), ''],
    ['a file is JSON, and none of CloudTrail', () => fileOf('other.json', '{"a":1}'), 'received an object'],
    ['a file is no text', () => fileOf('binary', 'MZ\0\0'), 'received binary data'],
  ])('says so when %s', (_, make, words) => {
    const { status, stderr } = run(make());
    expect(stderr).toContain(words);
    expect(stderr).toContain('Expected records of CloudTrail');
    expect(status).toBe(1);
  });

  it.each([
    [
      'says too little',
      () => fileOf('config.json', '{}'),
      'organizationId: expected string, received nothing',
    ],
    ['is no JSON', () => fileOf('broken.json', '{'), 'expected JSON'],
    ['is a folder', () => folder, 'it is a folder; expected a file'],
    ['is not there', () => path.join(folder, 'nowhere.json'), 'there is no such file'],
  ])('says what is wrong with a configuration that %s', (_, make, words) => {
    const { status, stderr } = run('--config', make(), fileOf('one', CREATE_USER));
    expect(stderr).toContain(`--config: ${make()}`);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });
});
