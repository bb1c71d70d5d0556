import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { type AwsCall, readAwsCall, wordsOf } from '../../local/aws-cli/aws-call.ts';
import { PAYMENTS, SANDBOX } from '../../local/organization/accounts.ts';
import { anyCall, anyWords } from './support/any-call.ts';

const read = (line: string) => readAwsCall(line.split(' '));
/** The call, or the complaint about the words. */
const answerTo = (words: readonly string[]): AwsCall | string => {
  try {
    return readAwsCall(words);
  } catch (error) {
    if (error instanceof UserProblem) return error.message;
    throw error;
  }
};

describe('the words of a call', () => {
  it('are always read as that call', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        expect(readAwsCall(wordsOf(call))).toEqual(call);
      }),
    );
  });

  it('are always understood, or answered with the usage', () => {
    const seen = { understood: 0, refused: 0 };
    fc.assert(
      fc.property(anyWords, (words) => {
        const answer = answerTo(words);
        if (typeof answer === 'string') {
          seen.refused += 1;
          expect(answer).toMatch(/^Expected .*; received .*\.\nUsage: npm run aws -- /);
        } else {
          seen.understood += 1;
          expect(readAwsCall(wordsOf(answer))).toEqual(answer);
        }
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.understood, seen.refused)).toBeGreaterThan(20);
  });

  it('are the shortest there are', () => {
    const command = ['iam', 'list-users'];
    const actor = { kind: 'administrator', sessionName: 'local-administrator' } as const;
    expect(wordsOf({ account: PAYMENTS, actor, command })).toEqual(['--account', 'payments', ...command]);
  });
});

describe('who acts', () => {
  it.each([
    ['', { kind: 'administrator', sessionName: 'local-administrator' }],
    ['--session mallory ', { kind: 'administrator', sessionName: 'mallory' }],
    ['--root ', { kind: 'root' }],
    ['--as ben ', { kind: 'user', userName: 'ben' }],
    ['--as ben --mfa 012345 ', { kind: 'user', userName: 'ben', code: '012345' }],
    ['--mfa=012345 --as=ben ', { kind: 'user', userName: 'ben', code: '012345' }],
  ])('%s', (options, actor) => {
    const call = { account: SANDBOX, actor, command: ['iam', 'list-users'] };
    expect(read(`--account sandbox ${options}iam list-users`)).toEqual(call);
    expect(read(`${options}--account sandbox iam list-users`)).toEqual(call);
  });

  it('is said before the command; what the command says of its own stays there', () => {
    const line = '--account sandbox iam list-users --root --as ben --max-items 1 --';
    expect(read(line)).toMatchObject({
      actor: { kind: 'administrator' },
      command: line.split(' ').slice(2),
    });
    expect(read('--account sandbox -- --debug iam list-users').command[0]).toBe('--debug');
  });
});

describe('what makes no sense', () => {
  it.each([
    ['', '--account with one of security, payments, sandbox, management; received nothing.'],
    ['iam list-users', '--account with one of'],
    ['--account', "(Option '--account <value>' argument missing)"],
    ['--account acme iam', 'received acme.'],
    ['--account payments', 'a command of the AWS CLI'],
    ['--account payments --verbose iam', "(Unknown option '--verbose')"],
    ['--account payments --as --root iam', "(Option '--as' argument is ambiguous.)"],
    ['--account payments --as ben --as ana iam', '--as once'],
    ['--account payments --as be/n iam', 'the name of a user'],
    ['--account payments --as ben --mfa 12345 iam', 'the six digits that the device shows; received 12345.'],
    ['--account payments --mfa 123456 iam', '--mfa together with --as USER'],
    ['--account payments --as ben --root iam', 'received --root and --as.'],
    ['--account payments --as ben --session x1 iam', 'received --as and --session.'],
    ['--account payments --session x iam', 'the name of a session'],
  ])('%s', (line, complaint) => {
    expect(answerTo(line.split(' ').filter(Boolean))).toContain(complaint);
  });

  it('is shown without what a terminal would obey', () => {
    expect(answerTo(['--account', '\u001b[2J', 'iam'])).toContain('received ?[2J.');
  });
});
