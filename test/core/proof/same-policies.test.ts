import { describe, expect, it } from 'vitest';
import type { AccountId, Arn, UserName } from '#core/kernel/aws-identifiers.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { holding, policyOf } from './hostile-user.ts';

const RULES = { allowPasswordChange: false };

const userIn = (account: string, name: string, texts: readonly string[]): ProvedPrincipal =>
  holding(texts, {
    account: account as AccountId,
    userName: name as UserName,
    arn: `arn:aws:iam::${account}:user/${name}` as Arn,
  });

const HOME = '222222222222';
const ELSEWHERE = '333333333333';

const allow = (Action: string, Resource: string): string => policyOf({ Effect: 'Allow', Action, Resource });

/** The answers of one user after the other: whoever comes later finds what was worked out for the ones before. */
const answersOf = (users: readonly ProvedPrincipal[]) =>
  users.map((user) => proveSession(user, 'access-key', RULES).answer);

describe('users who hold the same policies', () => {
  it('each have their own user for a device of their own', () => {
    const texts = [allow('iam:EnableMFADevice', `arn:aws:iam::${HOME}:user/alice`)];
    const users = [userIn(HOME, 'alice', texts), userIn(HOME, 'bob', texts), userIn(HOME, 'alice', texts)];
    expect(answersOf(users)).toEqual(['no-grant', 'open', 'no-grant']);
  });

  it('each have their own account for what IAM names', () => {
    const texts = [allow('iam:CreateAccessKey', `arn:aws:iam::${HOME}:user/*`)];
    const users = [userIn(HOME, 'a', texts), userIn(ELSEWHERE, 'a', texts), userIn(HOME, 'b', texts)];
    expect(answersOf(users)).toEqual(['open', 'no-grant', 'open']);
  });

  it('each have their own account where actions are counted', () => {
    const texts = [
      allow('s3:GetObject', 'arn:aws:s3:::bucket/*'),
      allow('iam:CreateAccessKey', `arn:aws:iam::${HOME}:user/*`),
    ];
    const counts = [HOME, ELSEWHERE, HOME].map((account) => {
      const proof = proveSession(userIn(account, 'a', texts), 'access-key', RULES);
      return proof.answer === 'open' ? proof.open.actions : proof.answer;
    });
    expect(counts).toEqual([2, 1, 2]);
  });

  it('each have their own name in a variable, and in the witness', () => {
    const texts = [allow('s3:GetObject', `arn:aws:s3:::home/$\u007baws:username}/*`)];
    const resources = ['alice', 'bob', 'alice'].map((name) => {
      const proof = proveSession(userIn(HOME, name, texts), 'access-key', RULES);
      return proof.answer === 'open' ? proof.open.witness.resource : proof.answer;
    });
    expect(resources).toEqual(
      ['alice', 'bob', 'alice'].map((name) => expect.stringMatching(`^arn:aws:s3:::home/${name}/`)),
    );
  });

  it('each have the rules they are asked by', () => {
    const texts = [allow('iam:ChangePassword', `arn:aws:iam::${HOME}:user/alice`)];
    const user = userIn(HOME, 'alice', texts);
    const answers = [false, true, false].map(
      (allowPasswordChange) => proveSession(user, 'access-key', { allowPasswordChange }).answer,
    );
    expect(answers).toEqual(['open', 'no-grant', 'open']);
  });

  it('each have the place that they hold them by', () => {
    const text = allow('*', '*');
    const groups = ['one', 'other', 'one'].map((groupName) => {
      const user = holding([], {
        identityPolicies: {
          policies: [{ holder: { kind: 'group', groupName }, policy: { kind: 'inline', name: 'all' }, text }],
          gaps: [],
        },
      });
      const proof = proveSession(user, 'access-key', RULES);
      return proof.answer === 'open' ? proof.open.witness.allowedBy.holder : proof.answer;
    });
    expect(groups).toEqual(['one', 'other', 'one'].map((groupName) => ({ kind: 'group', groupName })));
  });

  it('each have the services that their credentials are for', () => {
    const user = userIn(HOME, 'alice', [allow('s3:GetObject', '*')]);
    const answers = [['s3'], ['logs'], ['s3']].map(
      (services) => proveSession(user, 'service-credential', RULES, services).answer,
    );
    expect(answers).toEqual(['open', 'no-grant', 'open']);
  });

  it('each have the gaps in what was read of them', () => {
    const texts = [allow('s3:GetObject', '*')];
    const gaps = [{ fact: 'inline-policies', because: 'throttled' }] as const;
    const unread = holding(texts, {
      identityPolicies: { policies: holding(texts).identityPolicies.policies, gaps },
    });
    expect(answersOf([holding(texts), unread, holding(texts)])).toEqual(['open', 'undetermined', 'open']);
  });

  it('get the same proofs of every kind of session, whoever was asked about before', () => {
    const texts = [
      policyOf(
        { Effect: 'Allow', Action: '*', Resource: '*' },
        {
          Effect: 'Deny',
          NotAction: 'iam:*',
          Resource: '*',
          Condition: {
            StringNotEquals: { 'aws:username': 'alice' },
            BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
          },
        },
      ),
    ];
    const answersFor = (name: string) =>
      SESSION_KINDS.map((session) => {
        const proof = proveSession(userIn(HOME, name, texts), session, RULES);
        return proof.answer === 'open' ? proof.open.actions : proof.answer;
      });
    const [alice, bob] = [answersFor('alice'), answersFor('bob')];
    expect(alice).not.toEqual(bob);
    expect([answersFor('alice'), answersFor('bob')]).toEqual([alice, bob]);
  });
});
