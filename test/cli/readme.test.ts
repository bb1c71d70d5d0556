import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runScript } from './command/run-npm-script.ts';

const README = readFileSync('README.md', 'utf8');

/** The first command that explains something, and what is shown of its answer. */
const EXAMPLE = /npm run explain -- (?<words>[^\n]+)\n```\n\n```\n(?<answer>.*?)\n```/s.exec(README)?.groups;

describe('the example of README.md', () => {
  it('can be typed as it stands, and is answered as it says, line after line', () => {
    const shown = (EXAMPLE?.['answer'] ?? '').split('\n').filter((line) => line !== '...');
    const { stdout } = runScript('explain', (EXAMPLE?.['words'] ?? '').split(' '));
    const lines = stdout.split('\n');
    expect(shown.length).toBeGreaterThan(5);
    expect(lines.filter((line) => shown.includes(line))).toEqual(expect.arrayContaining(shown));
    expect(lines.slice(0, 2)).toEqual(shown.slice(0, 2));
  });
});
