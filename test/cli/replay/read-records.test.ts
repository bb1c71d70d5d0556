import { readdirSync, readlinkSync, statSync } from 'node:fs';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../cli/replay/read-records.ts';
import type { ReadProgress } from '../../../cli/replay/reading-progress.ts';
import { A, B, collect } from './read-back.ts';
import { makeRecordFolder } from './record-folder.ts';

const MISSING = 'no-such-file.json';

describe('readRecords', () => {
  it('tells apart records, with their places, and what is none, and goes on behind what can not be read', async () => {
    using folder = makeRecordFolder();
    const digest = folder.write('digest.json', '\n{"digestS3Object":"x","logFiles":[]}');
    const empty = folder.write('empty.json', '');
    const lines = folder.write('lines.ndjson', `${A}\n{"a":\n${B}\n`);
    expect(await collect(readRecords([MISSING, digest, empty, lines]))).toEqual([
      { kind: 'problem', file: MISSING, line: null, lastLine: null, reason: 'there is no such file' },
      {
        kind: 'problem',
        file: digest,
        line: 2,
        lastLine: 2,
        reason: 'expected records, received a digest file of CloudTrail',
      },
      { kind: 'record', file: lines, line: 1, value: { eventName: 'A' } },
      {
        kind: 'problem',
        file: lines,
        line: 2,
        lastLine: 2,
        reason: 'broken JSON: an object that does not end',
      },
      { kind: 'record', file: lines, line: 3, value: { eventName: 'B' } },
    ]);
  });

  it('takes no notice of how a file is called', async () => {
    using folder = makeRecordFolder();
    const plain = folder.write('plain.json.gz', A);
    const compressed = folder.write('compressed.txt', gzipSync(B));
    expect(await collect(readRecords([plain, compressed]))).toMatchObject([
      { file: plain, value: { eventName: 'A' } },
      { file: compressed, value: { eventName: 'B' } },
    ]);
  });

  it('names no line when nothing of a file can be read', async () => {
    using folder = makeRecordFolder();
    const damaged = folder.write('damaged.gz', Buffer.from([0x1f, 0x8b, 0, 0]));
    expect(await collect(readRecords([damaged]))).toMatchObject([
      { kind: 'problem', file: damaged, line: null, lastLine: null },
    ]);
  });

  it('reads files of one byte, of which gzip can not be told', async () => {
    using folder = makeRecordFolder();
    const [blank, magic] = [folder.write('blank', '\n'), folder.write('magic', Buffer.from([0x1f]))];
    expect(await collect(readRecords([blank, magic]))).toMatchObject([
      { kind: 'problem', file: magic, line: 1 },
    ]);
  });

  it('reads the next when it is asked for it, and may be left at any time', async () => {
    using folder = makeRecordFolder();
    const file = folder.write('lines.ndjson', `${A}\n`.repeat(1_000));
    const seen: ReadProgress[] = [];
    const options = { chunkBytes: 64, onProgress: (progress: ReadProgress) => seen.push(progress) };
    for await (const _record of readRecords([file], options)) {
      break;
    }
    expect(seen.at(-1)?.bytesRead).toBeLessThan(statSync(file).size);
  });
});

describe.skipIf(process.platform !== 'linux')('a file that is not read to its end', () => {
  const openFiles = (): readonly string[] =>
    readdirSync('/proc/self/fd').flatMap((descriptor) => {
      try {
        return [readlinkSync(`/proc/self/fd/${descriptor}`)];
      } catch {
        return [];
      }
    });

  it.each([
    ['plain', Buffer.from(`${A}\n`.repeat(100))],
    ['compressed', gzipSync(`${A}\n`.repeat(100))],
  ])('is closed: %s', async (_how, content) => {
    using folder = makeRecordFolder();
    const file = folder.write('records', content);
    for await (const _record of readRecords([file], { chunkBytes: 64 })) {
      expect(openFiles()).toContain(file);
      break;
    }
    await expect.poll(openFiles).not.toContain(file);
  });
});

describe('progress', () => {
  const progressOver = async (paths: readonly string[]) => {
    const seen: ReadProgress[] = [];
    await collect(readRecords(paths, { chunkBytes: 64, onProgress: (progress) => seen.push(progress) }));
    return seen;
  };

  it('is told in bytes of the files as they are stored, of all that there are', async () => {
    using folder = makeRecordFolder();
    folder.write('one/lines.ndjson', `${A}\n`.repeat(20));
    folder.write('one/two/lines.ndjson.gz', gzipSync(`${A}\n`.repeat(20)));
    const last = folder.write('last.ndjson', A);
    const total = ['one/lines.ndjson', 'one/two/lines.ndjson.gz', 'last.ndjson']
      .map((name) => statSync(`${folder.path}/${name}`).size)
      .reduce((sum, size) => sum + size);
    const seen = await progressOver([`${folder.path}/one`, MISSING, last]);
    expect(new Set(seen.map(({ totalBytes }) => totalBytes))).toEqual(new Set([total]));
    const steps = seen.map(({ bytesRead }) => bytesRead);
    expect(steps).toEqual(steps.toSorted((one, other) => one - other));
    expect(steps.slice(0, 3)).toEqual([64, 128, 192]);
    expect(steps.at(-1)).toBe(total);
  });

  it('counts a file that is not read to its end when it is done with', async () => {
    using folder = makeRecordFolder();
    const damaged = folder.write('damaged.gz', Buffer.concat([gzipSync(A), Buffer.alloc(1_000, 1)]));
    expect((await progressOver([damaged])).at(-1)?.bytesRead).toBe(statSync(damaged).size);
  });
});
