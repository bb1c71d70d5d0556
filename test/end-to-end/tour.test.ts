import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { substanceOf } from './support/recorded-tour.ts';

const MINUTES = 60_000;
const RECORDING = 'docs/tour.txt';

describe('npm start -- --exit', () => {
  let shown = '';
  let complaints = '';
  let exitCode: number | null = null;

  beforeAll(async () => {
    const child = spawn(process.execPath, ['local/start.ts', '--exit'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    [shown, complaints, exitCode] = [out, errors, code];
  }, 6 * MINUTES);

  it('plays the tour to its end, and says by its exit code that each step went as it should', () => {
    expect(complaints).toBe('');
    expect(shown).toMatch(/^11 of 11 steps went as they should/mu);
    expect(exitCode).toBe(0);
  });

  it('shows what the recording in the documents shows', () => {
    expect(substanceOf(shown)).toEqual(substanceOf(readFileSync(RECORDING, 'utf8')));
  });

  it('fits a terminal of eighty columns, but for one word that is longer', () => {
    const wide = shown.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '));
    expect(wide.filter((line) => !/arn:aws:\S{60,}/u.test(line))).toEqual([]);
  });

  it('draws nothing that only a terminal understands', () => {
    expect(shown).not.toContain('\u001b');
  });
});

describe('npm start', () => {
  it('says in words what it does not understand, and starts nothing', async () => {
    const child = spawn(process.execPath, ['local/start.ts', '--observe', '--exit'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    expect(out).toBe('');
    expect(errors).toContain('--exit ends after the tour');
    expect(errors).toContain('Usage: npm start');
    expect(errors).not.toMatch(/^\s+at /mu);
    expect(code).toBe(1);
  });
});
