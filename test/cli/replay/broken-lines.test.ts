import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { A, B, problemsIn, readText, splitBytes, valuesIn } from './read-back.ts';

describe('a broken line among others', () => {
  it.each([
    ['a value that is none', '{"a":flase}', 'broken JSON: '],
    ['a bracket for a brace', '{"a":1]', 'broken JSON: '],
    ['a comma too many', '{"a":1,}', 'broken JSON: '],
    ['a control character in a string', '{"a":"\u0001"}', 'broken JSON: '],
    ['an end in a string', '{"a":"b', 'a string does not end on its line'],
    ['an end in a string behind a backslash', '{"a":"b\\', 'a string does not end on its line'],
    ['an end behind a value', '{"a":1', 'a value where none may be'],
    ['an end behind a colon', '{"a":', 'a value where none may be'],
    ['an end behind a comma', '{"a":1,', 'a value where none may be'],
    ['an end in a list', '{"a":[1,', 'a value where none may be'],
    ['no more than a brace', '{', 'a value where none may be'],
    ['no JSON', 'Totals: 2', 'expected a JSON object or list, received T'],
    ['a beginning that is lost', '"a":1}', 'expected a JSON object or list, received "'],
    ['a number', '17', 'expected a JSON object or list, received 1'],
    ['a list of numbers', '[1,2]', 'expected a record in the list, received 1'],
  ])('is passed over: %s', (_what, line, reason) => {
    const good = [A, B, A, B].join('\n');
    expect(readText(`${A}\n${line}\n${good}\n`)).toEqual({
      names: ['A', 'A', 'B', 'A', 'B'],
      problems: [{ line: 2, lastLine: 2, reason: expect.stringContaining(reason) }],
    });
  });

  it('is passed over also where it is the first or the last', () => {
    expect(readText(`{"a":\n${A}`)).toMatchObject({ names: ['A'], problems: [{ line: 1, lastLine: 1 }] });
    expect(readText(`${A}\n{"a":`)).toMatchObject({ names: ['A'], problems: [{ line: 2, lastLine: 2 }] });
  });

  it('is passed over with those that follow and can not be told from its rest', () => {
    expect(readText(`{"a"\n  "b": 1\n}\n\n${A}`)).toMatchObject({
      names: ['A'],
      problems: [{ line: 1, lastLine: 4 }],
    });
  });

  it('says nothing that could do harm where it is shown', () => {
    const [problem] = readText('{"a":\u001b[31m\u202e}').problems;
    expect(problem?.reason).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('what only separates records in a list', () => {
  const stray = (line: number, received: string) => ({
    line,
    lastLine: line,
    reason: `expected a JSON object or list, received ${received}`,
  });

  it('is broken where no list is', () => {
    expect(readText(`,\n${A}}\n${B},\n`)).toEqual({
      names: ['A', 'B'],
      problems: [stray(1, ','), stray(2, '}'), stray(3, ',')],
    });
  });

  it('may follow a list that was broken off, up to the next list', () => {
    expect(readText(`[1,\n${A},\n]}\n[${B}]\n,\n`)).toMatchObject({
      names: ['A', 'B'],
      problems: [{ line: 1, lastLine: 1 }, stray(5, ',')],
    });
  });
});

describe('line after line that was cut off', () => {
  it.each(['{"a":1', '{"a":"b"', '{"a":{}', '{"a":1,', '{', '{"a":"b'])(
    'is told each for itself: %s',
    (cut) => {
      const { names, problems } = readText(`${`${cut}\n`.repeat(30)}${A}`);
      expect(names).toEqual(['A']);
      expect(problems.map(({ line, lastLine }) => [line, lastLine])).toEqual(
        Array.from({ length: 30 }, (_, place) => [place + 1, place + 1]),
      );
    },
  );

  it('is read again for eight lines at most', () => {
    const list = `{"a":[\n${`${A}\n,\n`.repeat(20)}"b\n`;
    const lines = valuesIn(splitBytes(Buffer.from(list), [])).map(({ line }) => line);
    expect(lines).toEqual([36, 38, 40]);
  });
});

describe('lines of which some were cut off anywhere', { timeout: 60_000 }, () => {
  const names = fc.string({ unit: fc.constantFrom(...'"\\{}[],: ab') });
  const record = fc
    .tuple(names, fc.jsonValue({ maxDepth: 2 }), fc.array(names, { maxLength: 2 }))
    .map(([eventName, a, b]) => ({ eventName, a, b }));
  const line = fc.oneof(
    { weight: 2, arbitrary: record.map((value) => ({ value, text: JSON.stringify(value) })) },
    fc.tuple(record, fc.nat()).map(([value, cut]) => {
      const text = JSON.stringify(value);
      return { value: undefined, text: text.slice(0, 1 + (cut % (text.length - 1))) };
    }),
  );
  const lines = fc.array(line, { maxLength: 7 });
  const cuts = fc.array(fc.nat(), { maxLength: 4 });

  it('are read but for those, and each of those is told', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n'), cuts, (all, lineBreak, places) => {
        const pieces = splitBytes(Buffer.from(all.map(({ text }) => text).join(lineBreak)), places);
        expect(valuesIn(pieces)).toEqual(
          all.flatMap(({ value }, place) =>
            value === undefined ? [] : [{ line: place + 1, value: JSON.parse(JSON.stringify(value)) }],
          ),
        );
        const told = problemsIn(pieces).flatMap(({ line: first, lastLine }) =>
          Array.from({ length: lastLine - first + 1 }, (_, step) => first + step),
        );
        expect(told).toEqual(all.flatMap(({ value }, place) => (value === undefined ? [place + 1] : [])));
      }),
      { numRuns: 500 },
    );
  });
});
