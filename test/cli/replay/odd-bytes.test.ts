import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentSplitter } from '../../../cli/replay/document-splitter.ts';
import { MAX_OBJECT_BYTES } from '../../../cli/replay/open-object.ts';
import { A, B, problemsIn, readText, splitBytes, valuesIn } from './read-back.ts';

describe('an object of a size beyond reason', { timeout: 60_000 }, () => {
  const objectOf = (bytes: number) => `{"eventName":"${'x'.repeat(bytes - 16)}"}`;
  const chunks = Array.from({ length: 80 }, (_, place) => place * 65_536);
  const reading = (text: string) => splitBytes(Buffer.from(text), chunks);

  it('is read up to 4 MiB', () => {
    expect(valuesIn(reading(`${A}\n${objectOf(MAX_OBJECT_BYTES)}\n${B}`))).toHaveLength(3);
  });

  it.each([
    ['on a line', `${A}\n`, `\n${B}`, 2],
    ['in a list on one line', `[${A},`, `,${B}]`, 1],
    ['as delivered to S3', `{"Records":[${A},`, `,${B}]}`, 1],
  ])('is passed over beyond, and the rest read: %s', (_where, before, after, line) => {
    const pieces = reading(`${before}${objectOf(MAX_OBJECT_BYTES + 1)}${after}`);
    expect(valuesIn(pieces).map(({ value }) => value)).toEqual([JSON.parse(A), JSON.parse(B)]);
    expect(problemsIn(pieces)).toEqual([
      { line, lastLine: line, reason: 'expected at most 4194304 bytes for a record, received more' },
    ]);
  });

  it('ends with its line when it is broken', () => {
    const cut = objectOf(MAX_OBJECT_BYTES + 100_000).slice(0, -3);
    const pieces = reading(`${A}\n${cut}\n${B}\n`);
    expect(valuesIn(pieces).map(({ line }) => line)).toEqual([1, 3]);
    expect(problemsIn(pieces)).toMatchObject([{ line: 2, lastLine: 2 }]);
  });
});

describe('an object of a depth beyond reason', () => {
  const objectOf = (depth: number) =>
    `{"eventName":"deep","a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

  it('is read up to 500 levels', () => {
    expect(readText(`${A}\n${objectOf(500)}\n${B}`)).toMatchObject({
      names: ['A', 'deep', 'B'],
      problems: [],
    });
  });

  it('is passed over with the rest of its line beyond', () => {
    expect(readText(`${A}\n${objectOf(501)}\n${B}`)).toEqual({
      names: ['A', 'B'],
      problems: [
        {
          line: 2,
          lastLine: 2,
          reason: 'expected at most 500 levels of lists and objects, received more',
        },
      ],
    });
  });
});

describe('a file without end', { timeout: 60_000 }, () => {
  const CHUNK = 1024 * 1024;
  const mostBytesHeld = 160 * CHUNK;

  it.each([
    ['of records on one line', '{"Records":[', `{"eventName":"${'x'.repeat(CHUNK - 17)}"},`],
    ['of one string', '{"eventName":"', 'x'.repeat(CHUNK)],
    ['of no JSON', 'no JSON', 'x'.repeat(CHUNK)],
    ['of lists in a list', '{"a":[', '[],'.repeat(CHUNK / 3)],
  ])('is not held: %s', (_what, head, text) => {
    const splitter = new DocumentSplitter();
    const chunk = Buffer.from(text);
    const before = process.memoryUsage().arrayBuffers;
    Array.from(splitter.push(Buffer.from(head)));
    for (let chunks = 0; chunks < 400; chunks += 1) {
      Array.from(splitter.push(chunk));
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(mostBytesHeld);
    }
  });
});

describe('bytes that are no UTF-8', () => {
  const invalid = Buffer.from([0xff]);

  it('spoil the record that they are in, and no other', () => {
    const bytes = Buffer.concat([Buffer.from(`${A}\n{"eventName":"`), invalid, Buffer.from(`"}\n${B}`)]);
    const pieces = splitBytes(bytes, []);
    expect(valuesIn(pieces).map(({ line }) => line)).toEqual([1, 3]);
    expect(problemsIn(pieces)).toEqual([
      { line: 2, lastLine: 2, reason: 'expected UTF-8, received bytes that are none' },
    ]);
  });

  it.each(['utf16le', 'utf16be'])('are named when they are UTF-16: %s', (order) => {
    const bytes = Buffer.from(`\ufeff${A}`, 'utf16le');
    const [problem, ...others] = problemsIn(splitBytes(order === 'utf16le' ? bytes : bytes.swap16(), []));
    expect(problem?.reason).toBe('expected UTF-8, received UTF-16');
    expect(others).toEqual([]);
  });
});

describe('what is no text', () => {
  it('is told of once, wherever it is cut into chunks', () => {
    const binary = fc
      .uint8Array({ maxLength: 400 })
      .map((bytes) => Buffer.concat([Buffer.from('PK\u0003\u0004\0'), bytes, Buffer.from(`\n${A}\n`)]));
    fc.assert(
      fc.property(binary, fc.array(fc.nat(), { maxLength: 4 }), (bytes, cuts) => {
        const pieces = splitBytes(bytes, cuts);
        expect(valuesIn(pieces)).toEqual([]);
        expect(problemsIn(pieces)).toEqual([
          { line: 1, lastLine: expect.any(Number), reason: 'expected JSON, received binary data' },
        ]);
      }),
    );
  });

  it('is told up to its end', () => {
    expect(readText('\0\n\n').problems).toMatchObject([{ line: 1, lastLine: 2 }]);
  });
});

describe('any bytes at all', { timeout: 60_000 }, () => {
  const piecesOfJson = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    ' ',
    '1',
    '"Records":[',
    A,
  );
  const anyText = fc.array(piecesOfJson, { maxLength: 40 }).map((parts) => Buffer.from(parts.join('')));
  const anyBytes = fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes));

  it('give the same wherever they are cut into chunks', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyBytes), fc.array(fc.nat(), { maxLength: 8 }), (bytes, cuts) => {
        expect(splitBytes(bytes, cuts)).toEqual(splitBytes(bytes, []));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('bytes that end too early for a known reason', () => {
  const cutOff = 'the line went dead';

  it.each([
    ['between two records', `${A}\n`, [{ line: 2, lastLine: 2, reason: cutOff }]],
    ['within a record', `${A}\n{"a":`, [{ line: 2, lastLine: 2, reason: cutOff }]],
    ['within a list', `[\n${A},\n`, [{ line: 3, lastLine: 3, reason: cutOff }]],
  ])('say so once: %s', (_where, text, problems) => {
    const pieces = splitBytes(Buffer.from(text), [], cutOff);
    expect(valuesIn(pieces)).toHaveLength(1);
    expect(problemsIn(pieces)).toEqual(problems);
  });

  it('say so besides what was wrong before', () => {
    expect(problemsIn(splitBytes(Buffer.from('no JSON\n'), [], cutOff))).toMatchObject([
      { line: 1, lastLine: 1 },
      { line: 1, lastLine: 1, reason: cutOff },
    ]);
  });
});
