import { describe, expect, it } from 'vitest';
import { SCRIPT_GROUPS } from '../../cli/help/script-texts.ts';
import { runScript, SCRIPTS } from './command/run-npm-script.ts';

const TOLD = SCRIPT_GROUPS.flatMap(({ scripts }) => Object.entries(scripts));

describe('npm run help', () => {
  it('tells of every script of package.json once, and of no other; say new ones in cli/help/script-texts.ts', () => {
    expect(TOLD.map(([script]) => script).toSorted()).toEqual([...SCRIPTS.keys()].toSorted());
  });

  it('shows each as it is typed, with its words, in lines that a terminal does not break', () => {
    const { status, stdout } = runScript('help', []);
    const lines = stdout.split('\n');
    for (const [script, words] of TOLD) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^  npm (run )?${script} +\\S`)));
      expect(words).not.toBe('');
      expect(stdout).toContain(`  ${words}\n`);
    }
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}npm start {2}/));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110);
    expect(status).toBe(0);
  });
});
