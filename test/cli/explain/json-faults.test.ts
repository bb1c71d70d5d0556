import { describe, expect, it } from 'vitest';
import { explainFaultyJson } from '../../../cli/explain/json-faults.ts';

const explain = (text: string) => explainFaultyJson({ name: 'a.json', text });

const placed = (text: string) =>
  explain(text).problems.map((problem) => [problem.line, problem.column, problem.text]);

describe('explainFaultyJson', () => {
  it.each([
    ['{\n  "a": 1 // why\n}', [2, 10, expect.stringContaining('a comment')]],
    ['{ /* why */ "a": 1 }', [1, 3, expect.stringContaining('a comment')]],
    ['{\n  "a": [1,\n  2,\n]}', [3, 4, expect.stringContaining('a trailing comma')]],
    ['{ "a": 1, }', [1, 9, expect.stringContaining('a trailing comma')]],
    ['\uFEFF{ "a": 1 }', [1, 1, expect.stringContaining('a byte order mark')]],
    ["{ 'a': 1 }", [1, 3, expect.stringContaining('a single quote')]],
    ['{ “a”: 1 }', [1, 3, expect.stringContaining('a typographic quote')]],
    ['{ "a":\u00a01 }', [1, 7, expect.stringContaining('a no-break space')]],
    ['{ "a": 1 "b": 2 }', [1, 10, expect.stringContaining('a comma is missing')]],
    ['{ "a": 1', [1, 9, expect.stringContaining('a closing } is missing')]],
    ['{ "a": "b\n }', [1, 8, expect.stringContaining('the closing " is missing')]],
    ['Version: 2012', [1, 1, expect.stringContaining('YAML, Terraform and CloudFormation are not read')]],
  ])('says of %j what is wrong where', (text, problem) => {
    expect(placed(text)[0]).toEqual(problem);
  });

  it('tells each kind of stumbling once', () => {
    expect(placed('{ “a”: “b”, “c”: “d” }').every(([, , text]) => /typographic/.test(String(text)))).toBe(
      true,
    );
    expect(placed('{ "a" 1 "b" 2 "c" 3 }')).toHaveLength(1);
  });

  it('removes comments and trailing commas, and nothing moves', () => {
    const text = '{ // one\n  "a": [1, /* two\n */ 2,],\n  "b": "// no comment, }",\n}';
    const { mended } = explain(text);
    expect(JSON.parse(mended ?? '')).toEqual({ a: [1, 2], b: '// no comment, }' });
    expect(mended).toHaveLength(text.length);
    expect([...(mended ?? '').matchAll(/\n/g)].map(({ index }) => index)).toEqual(
      [...text.matchAll(/\n/g)].map(({ index }) => index),
    );
  });

  it.each(["{ 'a': 1 }", '{ “a”: 1 }', '{ "a": 1 "b": 2 } // and', '{ "a": 1'])(
    'guesses nothing of %j',
    (text) => {
      expect(explain(text).mended).toBeUndefined();
    },
  );
});
