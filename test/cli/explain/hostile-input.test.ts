import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ExplanationSchema } from '#contracts/explanation.ts';
import { explain } from '../../../cli/explain/explain.ts';
import { readOptions } from '../../../cli/explain/explain-options.ts';
import { AUTHORIZATION_DETAILS } from './authorization-details.ts';
import { ALLOW_ALL, DENY_ALL, DENY_WITH_BOOL, policy } from './documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'explain-hostile-'));
const file = path.join(folder, 'hostile.json');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the command would write, and its exit code. */
const explained = async (content: string, ...parameters: readonly string[]) => {
  writeFileSync(file, content);
  const options = readOptions([...parameters, file], false);
  if (!options.ok || options.value === 'help') {
    throw new Error(`expected options, received ${JSON.stringify(options)}`);
  }
  const output = await explain(options.value);
  let text = '';
  let next = output.next();
  while (next.done !== true) {
    text += next.value;
    next = output.next();
  }
  return { text, exitCode: next.value };
};

const TEXTS = [
  policy(ALLOW_ALL, DENY_ALL),
  policy(ALLOW_ALL, DENY_WITH_BOOL),
  policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
  { PolicyVersion: { Document: encodeURIComponent(JSON.stringify(policy(ALLOW_ALL))) } },
  {
    Policy: { PolicySummary: { Type: 'SERVICE_CONTROL_POLICY' }, Content: JSON.stringify(policy(DENY_ALL)) },
  },
  { Role: { Arn: 'arn:aws:iam::111122223333:role/r', AssumeRolePolicyDocument: policy(ALLOW_ALL) } },
  AUTHORIZATION_DETAILS,
].map((content) => JSON.stringify(content, null, 1));

/** A text that somebody broke in one place. */
const broken = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    by: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('//', '/*', ',', '}', '"', '[', '\u001b[2J', '\\u001b[2J', '\u202e', '\\u2028', '“'),
    ),
  })
  .map(({ text, at, length, by }) => {
    const start = Math.floor(at * text.length);
    return `${text.slice(0, start)}${by}${text.slice(start + length)}`;
  });

type Nested = { [member: string]: Nested } | Nested[] | string | number | boolean | null;

/** Every place in a value, as the way to it. */
const placesIn = (value: Nested): readonly string[][] =>
  typeof value === 'object' && value !== null
    ? [[], ...Object.entries(value).flatMap(([key, one]) => placesIn(one).map((rest) => [key, ...rest]))]
    : [[]];

const replaced = (value: Nested, [key, ...rest]: readonly string[], by: unknown): unknown => {
  if (key === undefined || typeof value !== 'object' || value === null) {
    return by;
  }
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    name === key ? replaced(one, rest, by) : one,
  ]);
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
};

/** A value of another kind where nobody expects it, with names that every object has. */
const misplaced = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    at: fc.nat(),
    by: fc.oneof(
      fc.constantFrom(
        ...['{"toString":1}', '{"__proto__":null}', '{"length":-1}', '[{}]', '[[]]', '[]', 'null', '1e999'],
        ...['"constructor"', '"__proto__"', '"%7B%"', '"%7B%22Statement%22:[]%7D"', 'true', '{}'],
      ),
      fc.json({ maxDepth: 2 }),
    ),
  })
  .map(({ text, at, by }) => {
    const whole: Nested = JSON.parse(text);
    const places = placesIn(whole);
    const mark = '@here@';
    return JSON.stringify(replaced(whole, places[at % places.length] ?? [], mark)).replace(
      `"${mark}"`,
      () => by,
    );
  });

const anything = fc.oneof(
  { weight: 4, arbitrary: misplaced },
  { weight: 4, arbitrary: broken },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.json() },
);

const OBEYED = /[\p{C}\p{Zl}\p{Zp}]/u;

describe('npm run explain, given anything', () => {
  it('ends with an exit code and in words that no terminal obeys', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (content) => {
        const { text, exitCode } = await explained(content);
        expect([0, 1, 2]).toContain(exitCode);
        expect(text.split('\n').filter((line) => OBEYED.test(line))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives JSON that its schema describes', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (content) => {
        const { text, exitCode } = await explained(content, '--json');
        const explanation = ExplanationSchema.parse(JSON.parse(text));
        expect(explanation.kind === 'several' || explanation.problems.length === 0 || exitCode === 2).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('says of what has comments what it says of the same without them', async () => {
    const documents = TEXTS.slice(0, 3);
    const comment = fc.constantFrom('// a "b" }\n', '/* { */', '/* two\nlines */');
    const places = fc.record({ text: fc.constantFrom(...documents), comment, at: fc.nat() });
    await fc.assert(
      fc.asyncProperty(places, async ({ text, comment: added, at }) => {
        const gaps = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
        const place = gaps[at % gaps.length] ?? 0;
        const plain = JSON.parse((await explained(text, '--json')).text);
        const commented = await explained(`${text.slice(0, place)}${added}${text.slice(place)}`, '--json');
        const { ifMended } = JSON.parse(commented.text);
        expect(ifMended.sessions).toEqual(plain.sessions);
        expect(ifMended.principals).toEqual(plain.principals);
        expect(commented.exitCode).toBe(2);
      }),
      { numRuns: 60 },
    );
  });
});
