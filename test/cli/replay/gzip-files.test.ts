import { setTimeout } from 'node:timers/promises';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTES_A_WRITE } from '../../../cli/replay/gunzip.ts';
import { readRecords } from '../../../cli/replay/read-records.ts';
import { A, B, collect } from './read-back.ts';
import { makeRecordFolder } from './record-folder.ts';

const readBytes = async (bytes: Buffer) => {
  using folder = makeRecordFolder();
  const items = await collect(readRecords([folder.write('records.json.gz', bytes)]));
  return items.map((item) => (item.kind === 'record' ? item.value : item.reason));
};

const lines = Array.from({ length: 20_000 }, (_, place) => ({ eventName: 'A', place, noise: place ** 7 }));
const whole = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

/** How many lines can be had of compressed bytes that end too early. */
const linesIn = (bytes: Buffer): number =>
  gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).filter((byte) => byte === 0x0a).length;

describe('a gzip file that ends too early', { timeout: 60_000 }, () => {
  it('gives every record up to there, however slowly it is read', async () => {
    using folder = makeRecordFolder();
    const bytes = whole.subarray(0, -1_000);
    const items = [];
    for await (const item of readRecords([folder.write('records.json.gz', bytes)])) {
      items.push(item);
      await (items.length % 1_000 === 0 ? setTimeout(5) : undefined);
    }
    const count = linesIn(bytes);
    expect(count).toBeGreaterThan(19_000);
    expect(items).toHaveLength(count + 1);
    expect(items.at(-1)).toMatchObject({ line: count + 1, reason: 'the gzip data ends too early' });
  });

  it('is told wherever that is', async () => {
    const bytes = gzipSync(`${A}\n`);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: bytes.length - 1 }), async (end) => {
        expect((await readBytes(bytes.subarray(0, end))).at(-1)).toBe('the gzip data ends too early');
      }),
    );
  });

  it('is told also when the end of the last record is there', async () => {
    expect(await readBytes(gzipSync(A).subarray(0, -8))).toEqual([
      { eventName: 'A' },
      'the gzip data ends too early',
    ]);
  });
});

describe('a gzip file that is damaged', { timeout: 60_000 }, () => {
  it('gives the records before the damage', async () => {
    const bytes = Buffer.from(whole);
    bytes.fill(0xff, bytes.length - 100_000, bytes.length - 99_900);
    const items = await readBytes(bytes);
    expect(items.slice(0, 10_000)).toEqual(lines.slice(0, 10_000));
    expect(items.at(-1)).toMatch('the gzip data is damaged');
  });

  it.each([
    [
      'its sum is not that of its content',
      [gzipSync(A).subarray(0, -8), Buffer.alloc(8)],
      'incorrect data check',
    ],
    ['something else follows', [gzipSync(A), Buffer.from(B)], 'incorrect header check'],
    ['nothing can be had of it', [Buffer.from([0x1f, 0x8b, 1, 2, 3])], 'unknown compression method'],
  ])('is told when %s', async (_what, parts, what) => {
    expect(await readBytes(Buffer.concat(parts))).toEqual([`the gzip data is damaged (${what})`]);
  });
});

describe('a gzip file that is whole', () => {
  it.each([1, 100, 100_000])('may be filled up with zeros: %i', async (zeros) => {
    expect(await readBytes(Buffer.concat([gzipSync(A), Buffer.alloc(zeros)]))).toEqual([{ eventName: 'A' }]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), [{ eventName: 'A' }]],
    ['zeros', Buffer.alloc(100), [{ eventName: 'A' }]],
    ['another member', gzipSync(B), [{ eventName: 'A' }, { eventName: 'B' }]],
    [
      'something else',
      Buffer.from(B),
      [{ eventName: 'A' }, 'the gzip data is damaged (incorrect header check)'],
    ],
  ])('may end where a write to the decompressor ends, and %s follow', async (_what, rest, items) => {
    const member = gzipSync(A.padEnd(BYTES_A_WRITE - 23), { level: 0 });
    expect(member).toHaveLength(BYTES_A_WRITE);
    expect(await readBytes(Buffer.concat([member, rest]))).toEqual(items);
  });
});
