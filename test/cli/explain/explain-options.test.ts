import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../cli/explain/explain-options.ts';

const words = fc.oneof(
  fc.constantFrom(
    '--scp',
    '--with',
    '--user',
    '--account',
    '--json',
    '--local',
    '--each',
    'a.json',
    '-',
    '--',
    ',',
  ),
  fc.string(),
);

describe('readOptions', () => {
  it('takes whatever it is given, or says what is wrong and how it would be right', () => {
    fc.assert(
      fc.property(fc.array(words), fc.boolean(), (parameters, isTerminal) => {
        const read = readOptions(parameters, isTerminal);
        expect(read.ok || read.problem.includes('npm run explain -- ')).toBe(true);
      }),
    );
  });

  it.each([
    [['--user', 'ana'], 'which account is ana in?'],
    [['--account', '111122223333'], '--user NAME is missing'],
    [['--account', '1111', 'a.json'], 'expected an account id of twelve digits, received "1111"'],
    [['--user', 'team/ana', '--account', '111122223333'], 'expected the name of a user, without a path'],
    [['--boundary', 'a', '--boundary', 'b'], '--boundary can be given only once'],
    [['--user', 'a', '--user=b', 'a.json'], '--user can be given only once'],
    [['--local', 'a.json'], '--local and --profile are for --user without a PATH'],
    [['--profile', 'x', '--scp', 'a.json'], '--local and --profile are for --user without a PATH'],
    [
      ['--user', 'ana', '--account', '111122223333', '--boundary', 'a.json'],
      '--boundary is for documents: ana is judged under the boundary that IAM has',
    ],
  ])('refuses %j', (parameters, text) => {
    const read = readOptions(parameters, true);
    expect(read.ok ? '' : read.problem).toContain(text);
  });

  it('says of a mistyped option that, and nothing else', () => {
    const read = readOptions(['--bondary', 'a.json'], true);
    expect(read.ok ? '' : read.problem).toBe(
      "Unknown option '--bondary'. npm run explain -- --help says what there is.",
    );
  });

  it('takes an account by its name where the local AWS is asked', () => {
    const read = readOptions(['--user', 'ana', '--account', 'payments', '--local'], true);
    expect(read).toMatchObject({ ok: true, value: { account: 'payments', local: true } });
  });

  it('makes a level of each --scp, and policies of one level of what commas separate', () => {
    const read = readOptions(['--scp', 'a,b', '--scp', 'c'], true);
    expect(read).toMatchObject({ ok: true, value: { serviceControl: [['a', 'b'], ['c']] } });
  });

  it('reads standard input where nothing is named and something is piped in', () => {
    expect(readOptions([], false)).toMatchObject({ ok: true, value: { paths: ['-'] } });
    expect(readOptions([], true).ok).toBe(false);
  });
});
