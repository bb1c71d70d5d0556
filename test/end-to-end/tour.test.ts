import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { substanceOf } from './support/recorded-tour.ts';

const MINUTES = 60_000;
const RECORDING = 'docs/tour.txt';

const directory = mkdtempSync(path.join(tmpdir(), 'mfa-guardian-tour-'));

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** `npm start`, beside whatever a developer has running. */
const start = (...words: readonly string[]) =>
  spawn(process.execPath, ['local/start.ts', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MFA_GUARDIAN_RUNNING: path.join(directory, 'running.json') },
  });

const ended = async (child: ReturnType<typeof start>) => {
  const [shown, complaints, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { shown, complaints, exitCode };
};

describe('npm start -- --exit', () => {
  let shown = '';
  let complaints = '';
  let exitCode: unknown;
  let child: ReturnType<typeof start> | undefined;

  beforeAll(async () => {
    child = start('--exit');
    ({ shown, complaints, exitCode } = await ended(child));
  }, 6 * MINUTES);

  afterAll(() => child?.kill('SIGTERM'));

  it('plays the tour to its end, and says by its exit code that each step went as it should', () => {
    expect(complaints).toBe('');
    expect(shown).toMatch(/^13 of 13 steps went as they should/mu);
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
    const { shown, complaints, exitCode } = await ended(start('--observe', '--exit'));
    expect(shown).toBe('');
    expect(complaints).toContain('--exit ends after the tour');
    expect(complaints).toContain('Usage: npm start');
    expect(complaints).not.toMatch(/^\s+at /mu);
    expect(exitCode).toBe(1);
  });
});
