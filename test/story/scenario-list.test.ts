import { describe, expect, it } from 'vitest';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { scenariosWith } from '../../local/scenarios/all-scenarios.ts';
import { listText } from '../../local/scenarios/list-text.ts';
import { readScenarioOptions } from '../../local/scenarios/scenario-options.ts';
import { roomAt } from '../../local/scenarios/wait-for-room.ts';
import { runScript } from '../cli/command/run-npm-script.ts';

const SCENARIOS = scenariosWith();

const NAMES = SCENARIOS.map(({ name }) => name);

const chosen = (...args: readonly string[]) => readScenarioOptions(args).map(({ name }) => name);

describe('the list of scenarios', () => {
  it('names each with its line, in eighty columns', () => {
    const lines = listText(SCENARIOS).split('\n');
    for (const { name, summary } of SCENARIOS) {
      expect(lines.join(' ').replace(/ +/g, ' ')).toContain(`${name} ${summary}`);
    }
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('is shown where none is named, with exit code 0', () => {
    const { status, stdout } = runScript('scenario', []);
    expect(stdout).toContain('npm run scenario -- NAME');
    expect(status).toBe(0);
  });

  it('is shown for a name that is none, with exit code 1', () => {
    const { status, stderr } = runScript('scenario', ['terrafrom']);
    expect(stderr).toContain('There is no scenario terrafrom.');
    expect(stderr).toContain(listText(SCENARIOS));
    expect(status).toBe(1);
  });
});

describe('what is played', () => {
  it('is what was named, in that order, or all', () => {
    expect(chosen('storm', 'terraform')).toEqual(['storm', 'terraform']);
    expect(chosen('--all')).toEqual(NAMES);
    expect(chosen('--help')).toEqual([]);
  });

  it.each([[['--all', 'storm']], [['--every']], [['terraform', 'nothing']]])('is nothing for %j', (args) => {
    expect(() => chosen(...args)).toThrow(UserProblem);
  });

  it('is a storm of as many users as asked for', () => {
    const [storm] = readScenarioOptions(['storm', '--users', '12']);
    expect(storm?.cast.users).toHaveLength(12);
    expect(readScenarioOptions(['storm'])[0]?.cast.users).toHaveLength(200);
    for (const users of ['11', '1001', '12.5', 'many']) {
      expect(() => chosen('storm', '--users', users)).toThrow(
        `Expected --users between 12 and 1000; received ${users}.`,
      );
    }
  });

  it('has names and casts of its own, in steps that a person can follow', () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
    const users = SCENARIOS.flatMap(({ cast }) => cast.users);
    expect(new Set(users).size).toBe(users.length);
    for (const { steps } of SCENARIOS) {
      expect(steps.length).toBeGreaterThanOrEqual(2);
      expect(steps.length).toBeLessThanOrEqual(5);
    }
  });
});

describe('room among the ten alerts of a minute', () => {
  const MINUTE = 61_000;
  const now = 1_000_000;
  const ago = (...seconds: readonly number[]) => seconds.map((second) => now - second * 1_000);

  it('is there at once when few came, or long ago', () => {
    expect(roomAt([], 10, now)).toBeUndefined();
    expect(roomAt(ago(1, 2, 3, 4), 6, now)).toBeUndefined();
    expect(roomAt(ago(61, 62, 63), 10, now)).toBeUndefined();
  });

  it('is there when so many of the oldest have left the minute', () => {
    expect(roomAt(ago(5, 10, 20), 10, now)).toBe(now - 5_000 + MINUTE);
    expect(roomAt(ago(5, 10, 20), 8, now)).toBe(now - 20_000 + MINUTE);
    expect(roomAt(ago(5, 10, 20), 9, now)).toBe(now - 10_000 + MINUTE);
  });
});
