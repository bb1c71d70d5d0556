import { describe, expect, it } from 'vitest';
import { type Actor, describeActor, isSessionOf, userBehind } from '#core/change/actor.ts';
import { parseActor } from '#core/change/parse-actor.ts';
import { ENFORCER_ROLE, roleArn } from '#core/guardian-names.ts';
import { ADMIN_SESSION, sessionOf } from '../../fakes/cloudtrail-events.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT, PARTITION } from '../../fakes/people.ts';

const ANA_IDENTITY = { type: 'IAMUser', userName: 'ana', arn: 'arn:aws:iam::222222222222:user/ana' };
const ANA_ACTOR: Actor = { kind: 'iam-user', userName: 'ana', arn: 'arn:aws:iam::222222222222:user/ana' };

const FEDERATED_IDENTITY = {
  type: 'FederatedUser',
  arn: 'arn:aws:sts::222222222222:federated-user/build-42',
  sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'ana' } },
};
const FEDERATED_ACTOR: Actor = { kind: 'federated-user', sessionName: 'build-42', userName: 'ana' };

describe('parseActor', () => {
  it.each<[string, unknown, Actor]>([
    ['an IAM user', ANA_IDENTITY, ANA_ACTOR],
    [
      'a session of a role, by the role it was issued for',
      ADMIN_SESSION,
      { kind: 'role-session', roleArn: 'arn:aws:iam::222222222222:role/Admin', sessionName: 'ruth' },
    ],
    [
      'a session of a role with a path',
      {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::222222222222:assumed-role/Deployer/ci',
        sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::222222222222:role/ci/Deployer' } },
      },
      { kind: 'role-session', roleArn: 'arn:aws:iam::222222222222:role/ci/Deployer', sessionName: 'ci' },
    ],
    [
      'an IAM user by the ARN alone',
      { type: 'IAMUser', arn: 'arn:aws:iam::222222222222:user/ana' },
      ANA_ACTOR,
    ],
    [
      'an IAM user with a path by the ARN alone',
      { type: 'IAMUser', arn: 'arn:aws:iam::222222222222:user/team/web/ana', userName: null },
      { kind: 'iam-user', userName: 'ana', arn: 'arn:aws:iam::222222222222:user/team/web/ana' },
    ],
    [
      'an IAM user without an ARN, as failed sign-ins have it',
      { type: 'IAMUser', accountId: '222222222222', accessKeyId: '', userName: 'ana' },
      { kind: 'iam-user', userName: 'ana', arn: '' },
    ],
    ['a federation session, by the user who asked for it', FEDERATED_IDENTITY, FEDERATED_ACTOR],
    [
      'a federation session of nobody',
      { ...FEDERATED_IDENTITY, sessionContext: {} },
      { kind: 'unrecognised', type: 'FederatedUser' },
    ],
    [
      'a federation session of the root user',
      { ...FEDERATED_IDENTITY, sessionContext: { sessionIssuer: { type: 'Root', userName: 'ana' } } },
      { kind: 'root' },
    ],
    ...['true', true].map((assumedRoot): [string, unknown, Actor] => [
      `a session of AssumeRoot, marked with ${JSON.stringify(assumedRoot)}`,
      { type: 'Root', arn: 'arn:aws:iam::222222222222:root', sessionContext: { assumedRoot } },
      { kind: 'assumed-root' },
    ]),
    [
      'the root user in a session of its own',
      { type: 'Root', sessionContext: { assumedRoot: 'false', attributes: { mfaAuthenticated: 'true' } } },
      { kind: 'root' },
    ],
    ['the root user', { type: 'Root', arn: 'arn:aws:iam::222222222222:root' }, { kind: 'root' }],
    [
      'an AWS service',
      { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' },
      { kind: 'aws-service', service: 'cloudformation.amazonaws.com' },
    ],
    ['a type nobody knows yet', { type: 'Quantum' }, { kind: 'unrecognised', type: 'Quantum' }],
    ['a user without a name', { type: 'IAMUser', arn: 'x' }, { kind: 'unrecognised', type: 'IAMUser' }],
    [
      'a session without an issuer',
      { type: 'AssumedRole', arn: 'x' },
      { kind: 'unrecognised', type: 'AssumedRole' },
    ],
    ['an identity without a type', { userName: 'ana' }, { kind: 'unrecognised', type: 'none' }],
    ['no identity', undefined, { kind: 'unrecognised', type: 'none' }],
  ])('recognises %s, and never guesses', (_what, identity, actor) => {
    expect(parseActor(identity)).toEqual(actor);
  });
});

describe('isSessionOf', () => {
  const enforcer = roleArn(PARTITION, MEMBER_ACCOUNT, ENFORCER_ROLE);
  const session = (role: string) => parseActor(sessionOf(role, 'anything'));

  it('knows a session by its role, whatever it is called', () => {
    expect(isSessionOf(session(ENFORCER_ROLE), enforcer)).toBe(true);
  });

  it.each([
    ['a role whose name only begins alike', session(`${ENFORCER_ROLE}2`)],
    ['another role', session('Admin')],
    ['an IAM user', ANA_ACTOR],
  ])('does not take %s for the role', (_what, actor) => {
    expect(isSessionOf(actor, enforcer)).toBe(false);
  });

  it('does not take the role of the same name in another account for it', () => {
    const elsewhere = roleArn(PARTITION, HUB_ACCOUNT, ENFORCER_ROLE);
    expect(isSessionOf(session(ENFORCER_ROLE), elsewhere)).toBe(false);
  });
});

describe('userBehind', () => {
  it.each<[Actor, string | undefined]>([
    [ANA_ACTOR, 'ana'],
    [FEDERATED_ACTOR, 'ana'],
    [{ kind: 'role-session', roleArn: 'arn:r', sessionName: 'ana' }, undefined],
    [{ kind: 'root' }, undefined],
    [{ kind: 'assumed-root' }, undefined],
    [{ kind: 'aws-service', service: 'ana' }, undefined],
    [{ kind: 'unrecognised', type: 'ana' }, undefined],
  ])('of %j is %s', (actor, userName) => {
    expect(userBehind(actor)).toBe(userName);
  });
});

describe('describeActor', () => {
  it.each<[Actor, string]>([
    [ANA_ACTOR, 'IAM user ana (arn:aws:iam::222222222222:user/ana)'],
    [{ kind: 'iam-user', userName: 'ana', arn: '' }, 'IAM user ana'],
    [{ kind: 'role-session', roleArn: 'arn:r', sessionName: 'ruth' }, 'session ruth of role arn:r'],
    [FEDERATED_ACTOR, 'federation session build-42 of IAM user ana'],
    [{ kind: 'root' }, 'the root user of the account'],
    [{ kind: 'assumed-root' }, 'a session of central root management (AssumeRoot)'],
    [{ kind: 'aws-service', service: 'sso.amazonaws.com' }, 'the AWS service sso.amazonaws.com'],
    [{ kind: 'unrecognised', type: 'Quantum' }, 'an identity of type Quantum'],
  ])('says who it was: %j', (actor, phrase) => {
    expect(describeActor(actor)).toBe(phrase);
  });
});
