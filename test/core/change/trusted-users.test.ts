import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trustedUsers } from '#core/change/trusted-users.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT } from '../../fakes/people.ts';

const user = (name: string, account: string = MEMBER_ACCOUNT): string =>
  `arn:aws:iam::${account}:user/${name}`;

const trusting = (...principals: readonly unknown[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: principals.map((Principal) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' })),
  });

const trusted = (policy: string): readonly string[] => trustedUsers(policy, MEMBER_ACCOUNT);

describe('the users whom a role trusts', () => {
  it.each<[string, string, readonly string[]]>([
    ['one, by name', trusting({ AWS: user('ana') }), ['ana']],
    ['several of a list', trusting({ AWS: [user('ana'), user('bob')] }), ['ana', 'bob']],
    [
      'those of each statement, once',
      trusting({ AWS: user('ana') }, { AWS: [user('bob'), user('ana')] }),
      ['ana', 'bob'],
    ],
    ['one with a path', trusting({ AWS: user('team/web/ana') }), ['ana']],
    [
      'one of another partition',
      trusting({ AWS: `arn:aws-us-gov:iam::${MEMBER_ACCOUNT}:user/ana` }),
      ['ana'],
    ],
    ['one with every sign that a name may have', trusting({ AWS: user('a+=,.@_-Z') }), ['a+=,.@_-Z']],
    ['one beside a service', trusting({ Service: 'ec2.amazonaws.com', AWS: user('ana') }), ['ana']],
    [
      'the one of a statement that stands alone',
      JSON.stringify({ Statement: { Principal: { AWS: user('ana') } } }),
      ['ana'],
    ],
    [
      'one beside a statement that nobody can read',
      JSON.stringify({ Statement: [7, null, { Principal: { AWS: user('ana') } }] }),
      ['ana'],
    ],
    ['one whose name objects have by birth', trusting({ AWS: user('__proto__') }), ['__proto__']],
  ])('are %s', (_what, policy, users) => {
    expect(trusted(policy)).toEqual(users);
  });

  it.each<[string, string]>([
    ['everybody', trusting('*')],
    ['everybody of AWS', trusting({ AWS: '*' })],
    ['the account, which names nobody', trusting({ AWS: `arn:aws:iam::${MEMBER_ACCOUNT}:root` })],
    ['the account by its number', trusting({ AWS: MEMBER_ACCOUNT })],
    ['a user of another account', trusting({ AWS: user('ana', HUB_ACCOUNT) })],
    ['a role', trusting({ AWS: `arn:aws:iam::${MEMBER_ACCOUNT}:role/ana` })],
    ['a session', trusting({ AWS: `arn:aws:sts::${MEMBER_ACCOUNT}:federated-user/ana` })],
    ['a user who was deleted', trusting({ AWS: 'AIDAANAAAAAAAAAAAAAAA' })],
    ['a service', trusting({ Service: user('ana') })],
    ['all users, which no trust policy can name', trusting({ AWS: user('*') })],
    ['somebody without a name', trusting({ AWS: user('') })],
    ['somebody whose name IAM would not accept', trusting({ AWS: user('a b') })],
    ['something before the ARN', trusting({ AWS: ` ${user('ana')}` })],
    ['something after the ARN', trusting({ AWS: `${user('ana')}\n` })],
    ['somebody in words', trusting({ AWS: 'ana' })],
    ['nobody', trusting({})],
    ['what only looks inherited', '{"Statement":{"__proto__":{"Principal":{"AWS":"x"}}}}'],
    ['no statement', '{}'],
    ['nothing', ''],
    ['no JSON', `{"Statement":${user('ana')}`],
    ['a text', JSON.stringify(user('ana'))],
    ['null', 'null'],
  ])('are none by %s', (_what, policy) => {
    expect(trusted(policy)).toEqual([]);
  });

  it('never make the reader throw, whatever the policy is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((Principal) => trusting(Principal)),
        ),
        (policy) => {
          expect(trusted(policy)).toEqual([]);
        },
      ),
    );
  });

  it('are read at once from a policy of any length', () => {
    const path = 'a/'.repeat(50_000);
    expect(trusted(trusting({ AWS: [user(path), user(`${path}ana`)] }))).toEqual(['ana']);
  });
});
