import { describe, expect, it } from 'vitest';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { type Options, readOptions } from './options.ts';

const optionsOf = (...words: readonly string[]): Options => {
  const options = readOptions(words);
  if (options === 'help') {
    throw new Error(`expected options, received a call for help from ${words}`);
  }
  return options;
};

describe('the options of a second opinion', () => {
  it('are seeds, a hundred sets each', () => {
    expect(readOptions(['--sets', '1000', '--seed', '7'])).toEqual({ from: 7, to: 17 });
    expect(readOptions(['--sets', '1', '--seed', '0'])).toEqual({ from: 0, to: 1 });
  });

  it('begin anywhere if nobody says where', () => {
    const [one, other] = [optionsOf(), optionsOf()];
    expect(one.to - one.from).toBe(100);
    expect(one.from).not.toBe(other.from);
  });

  it.each(['--help', '-h'])('are what somebody asks for with %s', (word) => {
    expect(readOptions([word])).toBe('help');
  });

  it.each([
    [['--sets', 'many']],
    [['--sets', '-1']],
    [['--seed', '1.5']],
    [['--seed', '2147483648']],
    [['--seeds', '1']],
    [['100']],
  ])('are told to be wrong: %s', (words) => {
    expect(() => readOptions(words)).toThrow(UserProblem);
  });
});
