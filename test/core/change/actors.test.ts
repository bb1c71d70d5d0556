import { describe, expect, it } from 'vitest';
import { type Actor, describeActor, isSessionOf } from '#core/change/actor.ts';
import { concernedPrincipal } from '#core/change/concerned-principal.ts';
import { parseActor } from '#core/change/parse-actor.ts';
import { ENFORCER_ROLE, roleArn } from '#core/guardian-names.ts';
import { ADMIN_SESSION, sessionOf } from '../../fakes/cloudtrail-events.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT, PARTITION } from '../../fakes/people.ts';

const ANA_IDENTITY = { type: 'IAMUser', userName: 'ana', arn: 'arn:aws:iam::222222222222:user/ana' };
const ANA_ACTOR: Actor = { kind: 'iam-user', userName: 'ana', arn: 'arn:aws:iam::222222222222:user/ana' };

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

describe('describeActor', () => {
  it.each<[Actor, string]>([
    [ANA_ACTOR, 'IAM user ana (arn:aws:iam::222222222222:user/ana)'],
    [{ kind: 'role-session', roleArn: 'arn:r', sessionName: 'ruth' }, 'session ruth of role arn:r'],
    [{ kind: 'root' }, 'the root user of the account'],
    [{ kind: 'aws-service', service: 'sso.amazonaws.com' }, 'the AWS service sso.amazonaws.com'],
    [{ kind: 'unrecognised', type: 'Quantum' }, 'an identity of type Quantum'],
  ])('says who it was: %j', (actor, phrase) => {
    expect(describeActor(actor)).toBe(phrase);
  });
});

describe('concernedPrincipal', () => {
  const ROOT: Actor = { kind: 'root' };
  const RUTH: Actor = { kind: 'role-session', roleArn: 'arn:r', sessionName: 'ruth' };

  it.each<[string, unknown, Actor, ReturnType<typeof concernedPrincipal>['kind'], string?]>([
    ['the user named, whoever calls', { userName: 'bob' }, ANA_ACTOR, 'user', 'bob'],
    ['the user named, though root calls', { userName: 'bob' }, ROOT, 'user', 'bob'],
    ['the user by the new name, when renamed', { userName: 'ana', newUserName: 'bob' }, ROOT, 'user', 'bob'],
    ['the user named, when only the path changes', { userName: 'bob', newPath: '/x/' }, ROOT, 'user', 'bob'],
    ['the caller, where nobody is named', {}, ANA_ACTOR, 'user', 'ana'],
    ['the caller, without parameters', null, ANA_ACTOR, 'user', 'ana'],
    ['root, by the name CloudTrail gives it', { userName: 'AWS ROOT USER' }, ANA_ACTOR, 'root'],
    ['root, where root names nobody', null, ROOT, 'root'],
    ['nobody, where a role session names nobody', null, RUTH, 'unnamed'],
    ['nobody, by a name that IAM would not accept', { userName: 'team/ana' }, ANA_ACTOR, 'unnamed'],
    ['nobody, by an empty name', { userName: '' }, ANA_ACTOR, 'unnamed'],
  ])('is %s', (_what, parameters, actor, kind, userName) => {
    expect(concernedPrincipal(parameters, actor)).toEqual(
      userName === undefined ? { kind } : { kind, userName },
    );
  });
});
