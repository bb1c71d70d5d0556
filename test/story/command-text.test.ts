import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYMENTS } from '../../local/organization/accounts.ts';
import { administratorOf, userOf } from '../../local/story/actors.ts';
import { awsLines, shellLines } from '../../local/story/command-text.ts';

/** What a shell makes of the lines, without their prompt. */
const wordsInShell = (lines: readonly string[]): readonly string[] => {
  const command = lines.join('\n').replace(/^ {2}\$ /, '');
  const output = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
};

describe('a command that is shown', () => {
  it('is the same command when it is pasted into a shell', () => {
    const word = fc.oneof(
      fc.constantFrom('--query', '--', 'it’s', "it's", '$HOME', '`id`', 'a b', '', '\\', '!', '*', '"', "''"),
      fc.string({ maxLength: 100 }).filter((text) => !text.includes('\0')),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        expect(wordsInShell(shellLines(words))).toEqual(words);
      }),
      { numRuns: 60 },
    );
  });

  it('breaks before 80 columns, and not between an option and its value', () => {
    const words = 'npm run aws -- --account payments iam list-virtual-mfa-devices'.split(' ');
    const lines = shellLines([...words, '--output', 'text', '--no-paginate']);
    expect(lines).toEqual([
      '  $ npm run aws -- --account payments iam list-virtual-mfa-devices \\',
      '      --output text --no-paginate',
    ]);
  });

  it('names who acts, and where what it prints goes', () => {
    expect(awsLines(administratorOf(PAYMENTS, 'mallory')('iam list-users'))).toEqual([
      '  $ npm run aws -- --account payments --session mallory iam list-users',
    ]);
    expect(awsLines(userOf(PAYMENTS, 'mara', '123456')('iam list-users'), 'users.txt')).toEqual([
      '  $ npm run --silent aws -- --account payments --as mara --mfa 123456 iam \\',
      '      list-users > users.txt',
    ]);
  });
});
