import fc from 'fast-check';
import type { Actor, AwsCall } from '../../../local/aws-cli/aws-call.ts';
import { LOCAL_ACCOUNTS } from '../../../local/aws-cli/usage.ts';

const named = (shortest: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[\\w+=,.@-]{${shortest},64}$`));

const code = fc.stringMatching(/^\d{6}$/);

const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant({ kind: 'root' } as const),
  fc.record({ kind: fc.constant('administrator' as const), sessionName: named(2) }),
  fc.constant({ kind: 'administrator', sessionName: 'local-administrator' } as const),
  fc.record(
    {
      kind: fc.constant('user' as const),
      userName: fc.oneof(named(1), fc.constantFrom('-', '--root')),
      code,
    },
    { requiredKeys: ['kind', 'userName'] },
  ),
);

const ownWords = ['--account', '--root', '--as', '--mfa', '--session', '--', '-', '-x', '--as=ben'];
const otherWords = ['payments', '--account=sandbox', 'ben', '123456', 'iam', 'list-users', ''];
const anyWord = fc.oneof(fc.constantFrom(...ownWords, ...otherWords), fc.string());

export const anyCall: fc.Arbitrary<AwsCall> = fc.record({
  account: fc.constantFrom(...LOCAL_ACCOUNTS),
  actor: anyActor,
  command: fc.array(anyWord, { minLength: 1 }),
});

/** What somebody might type after `npm run aws --`, sense or not. */
export const anyWords: fc.Arbitrary<readonly string[]> = fc
  .tuple(fc.constantFrom([], ['--account', 'payments']), fc.array(anyWord))
  .map(([start, rest]) => [...start, ...rest]);
