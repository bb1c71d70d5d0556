import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecords } from '../../../cli/replay/read-records.ts';
import { collect, splitBytes, valuesIn } from './read-back.ts';
import { recordFormats, recordLists, writeRecords } from './written-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));

afterAll(() => rmSync(folder, { recursive: true }));

const cuts = fc.array(fc.nat(), { maxLength: 8 });

describe('records', { timeout: 60_000 }, () => {
  it('are read back from every format, wherever it is cut into chunks, each with the line on which it begins', () => {
    fc.assert(
      fc.property(recordLists, recordFormats, cuts, (records, format, places) => {
        const { text, lines } = writeRecords(records, format);
        const pieces = splitBytes(Buffer.from(text), places);
        expect(valuesIn(pieces)).toEqual(records.map((value, place) => ({ line: lines[place], value })));
        expect(pieces).toHaveLength(records.length);
      }),
      { numRuns: 500 },
    );
  });

  it('are read back from files of every format, compressed or not, however much is read at a time', async () => {
    const compressions = fc.constantFrom('none', 'gzip', 'gzip in two members');
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(recordLists, recordFormats),
        fc.tuple(compressions, fc.nat()),
        fc.constantFrom(1, 7, 64, 4_096),
        async ([records, format], [compression, cut], chunkBytes) => {
          const { text, lines } = writeRecords(records, format);
          const bytes = Buffer.from(text);
          const place = cut % (bytes.length + 1);
          const file = join(folder, 'records.json');
          writeFileSync(
            file,
            {
              none: bytes,
              gzip: gzipSync(bytes),
              'gzip in two members': Buffer.concat([
                gzipSync(bytes.subarray(0, place)),
                gzipSync(bytes.subarray(place)),
              ]),
            }[compression] as Buffer,
          );
          const read = await collect(readRecords([file], { chunkBytes }));
          expect(read).toEqual(
            records.map((value, at) => ({ kind: 'record', file, line: lines[at], value })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the line of a record', () => {
  it('is counted over line breaks in, between and around records', () => {
    const text = `\n[\n{"a":\n1}\n,\n\n{}\n,{}]\r\n{"a":[\n]}\n{\n\n}`;
    expect(valuesIn(splitBytes(Buffer.from(text), [])).map(({ line }) => line)).toEqual([3, 7, 8, 9, 11]);
  });
});
