import { describe, expect, it } from 'vitest';
import { UserError } from '../../local/python-environment.ts';
import { readOptions } from './options.ts';

describe('the options of a second opinion', () => {
  it('are seeds, a hundred sets each', () => {
    expect(readOptions(['--sets', '1000', '--seed', '7'])).toEqual({ from: 7, to: 17 });
    expect(readOptions(['--sets', '1', '--seed', '0'])).toEqual({ from: 0, to: 1 });
  });

  it('begin anywhere if nobody says where', () => {
    const [one, other] = [readOptions([]), readOptions([])];
    expect(one.to - one.from).toBe(100);
    expect(one.from).not.toBe(other.from);
  });

  it.each([
    [['--sets', 'many']],
    [['--sets', '-1']],
    [['--seed', '1.5']],
    [['--seed', '2147483648']],
    [['--seeds', '1']],
    [['100']],
  ])('are told to be wrong: %s', (words) => {
    expect(() => readOptions(words)).toThrow(UserError);
  });
});
