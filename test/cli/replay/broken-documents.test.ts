import { describe, expect, it } from 'vitest';
import { A, B, readText } from './read-back.ts';

describe('what holds no records', () => {
  it.each([
    '',
    '\n',
    ' \r\n\t\n',
    '\ufeff',
    '[]',
    '{"Records":[]}',
    '[[],[]]',
    '{"Records":[]}\n{"Records":[]}',
  ])('is no problem: %j', (text) => {
    expect(readText(text)).toEqual({ names: [], problems: [] });
  });
});

describe('a broken record among others of its line', () => {
  it('is passed over when it ends where it seems to', () => {
    expect(readText(`{"Records":[${A},{"a":flase},${B}]}`)).toEqual({
      names: ['A', 'B'],
      problems: [{ line: 1, lastLine: 1, reason: expect.stringContaining('broken JSON: ') }],
    });
  });

  it('is noticed when no comma is before it, and is read', () => {
    expect(readText(`[${A} ${B}]`)).toEqual({
      names: ['A', 'B'],
      problems: [{ line: 1, lastLine: 1, reason: 'expected a comma in the list of records, received {' }],
    });
  });

  it('takes the rest of the line with it when its end can not be told', () => {
    expect(readText(`{"Records":[${A},{"a":"b},${B}]}\n${A}`)).toMatchObject({
      names: ['A', 'A'],
      problems: [{ line: 1, lastLine: 1 }],
    });
  });
});

describe('a broken record in a list of one a line', () => {
  it.each(['{"a":"b', '{"a":flase', '{"a":flase}', '"a"', 'null'])(
    'is passed over with its line: %s',
    (broken) => {
      const text = `{"Records":[\n${A},\n${broken},\n${A},\n${B}\n]}\n${B}\n`;
      expect(readText(text)).toMatchObject({
        names: ['A', 'A', 'B', 'B'],
        problems: [{ line: 3, lastLine: 3 }],
      });
    },
  );
});

describe('a broken document that is pretty-printed', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`member${place}`, [{}]]));
  const pretty = JSON.stringify({ eventName: 'A', ...many }, null, 2);
  const lines = pretty.split('\n');

  it('is passed over whole', () => {
    const broken = pretty.replace('"member3": [', '"member3": flase {');
    expect(readText(`${broken}\n${A}\n`)).toMatchObject({
      names: ['A'],
      problems: [{ line: 1, lastLine: lines.length }],
    });
  });

  it('is passed over up to where the next begins when its end is missing', () => {
    const cut = lines.slice(0, 15);
    expect(readText(`${cut.join('\n')}\n${A}\n${B}\n`)).toMatchObject({
      names: ['A', 'B'],
      problems: [{ line: 1, lastLine: 15 }],
    });
  });
});

describe('what is around the records of a document', () => {
  it('has to be JSON, or is told; the records are read all the same', () => {
    expect(readText(`{"a":flase,"Records":[${A}]}`)).toMatchObject({
      names: ['A'],
      problems: [{ line: 1, reason: expect.stringContaining('broken JSON') }],
    });
    expect(readText(`\n{"Records":[${A}\n],"a":flase}`)).toMatchObject({
      names: ['A'],
      problems: [{ line: 3, reason: expect.stringContaining('broken JSON') }],
    });
  });

  it('may hold a second list of records', () => {
    expect(readText(`{"Records":[${A}],"Records":[${B}]}`)).toEqual({ names: ['A', 'B'], problems: [] });
  });

  it('is not mistaken for records in a member of a member', () => {
    const text = '{"eventName":"A","a":{"Records":[1]},"b":[2]}';
    expect(readText(text)).toEqual({ names: ['A'], problems: [] });
  });

  it.each([
    ['{"Records":[', 1],
    [`{"Records":[${A}`, 1],
    [`[\n${A},\n`, 3],
  ])('is told when the end is missing: %j', (text, line) => {
    expect(readText(text).problems).toEqual([
      { line, lastLine: line, reason: 'broken JSON: a list that does not end' },
    ]);
  });

  it('is told when the end of the document is missing', () => {
    expect(readText(`{"Records":[${A}]`)).toEqual({
      names: ['A'],
      problems: [{ line: 1, lastLine: 1, reason: 'broken JSON: an object that does not end' }],
    });
  });

  it('may be lists in lists', () => {
    expect(readText(`[[[[${A}]]]]\n[[[{"Records":[${B}]}]]]`)).toEqual({ names: ['A', 'B'], problems: [] });
  });

  it('may not be lists in lists without end', () => {
    const reason = 'expected records, received lists of lists of lists';
    expect(readText(`${'['.repeat(5)}\n${A}`)).toEqual({
      names: ['A'],
      problems: [{ line: 1, lastLine: 1, reason }],
    });
    expect(readText(`${'{"Records":['.repeat(5)}\n${A}`)).toEqual({
      names: ['A'],
      problems: [{ line: 1, lastLine: 1, reason }],
    });
  });
});
