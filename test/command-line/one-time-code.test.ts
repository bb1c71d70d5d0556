import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { oneTimeCode } from '../../local/one-time-code.ts';
import { codeAt } from '../local/support/one-time-codes.ts';

/** The seed of RFC 6238's vectors, `12345678901234567890`, in Base32. */
const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const project = path.resolve(import.meta.dirname, '..', '..');
const command = (...words: string[]) =>
  promisify(execFile)(process.execPath, [path.join(project, 'local', 'code.ts'), ...words]);

describe('a one-time code', () => {
  // https://datatracker.ietf.org/doc/html/rfc6238#appendix-B, the last six of the eight digits
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('%d seconds after 1970 is %s', (seconds, code) => {
    expect(oneTimeCode(SEED, new Date(seconds * 1000))).toBe(code);
  });

  it('is always what an independent implementation shows', () => {
    const seeds = fc.stringMatching(/^[A-Z2-7]{64}$/);
    const moments = fc.date({ min: new Date(0), max: new Date(4_000_000_000_000), noInvalidDate: true });
    vi.useFakeTimers();
    try {
      fc.assert(
        fc.property(seeds, moments, (seed, at) => {
          vi.setSystemTime(at);
          expect(oneTimeCode(seed, at)).toBe(codeAt(seed, 0));
        }),
      );
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('npm run code', () => {
  it('prints the code of now and the next one, of a seed and of a file that holds it', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'guardian-seed-'));
    try {
      const file = path.join(directory, 'phone.seed');
      await writeFile(file, `${SEED}\n`);
      for (const word of [SEED, SEED.toLowerCase(), file]) {
        const before = [codeAt(SEED, 0), codeAt(SEED, 1)];
        const { stdout } = await command(word);
        const after = [codeAt(SEED, 0), codeAt(SEED, 1)];
        const shown = stdout.match(/^\d{6}/gm);
        expect([before, after]).toContainEqual(shown);
      }
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it.each([
    ['nothing', []],
    ['not-base32', ['not-base32']],
    ['2 words', ['A', 'B']],
  ])('answers %s with the usage', async (came, words) => {
    const failure = await command(...words).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        new RegExp(`^Expected a Base32 seed.*; received ${came}\\.\nUsage: npm run code -- SEED`),
      ),
    });
    expect((failure as { stderr: string }).stderr).not.toContain('    at ');
  });
});
