import { describe, expect, it } from 'vitest';
import type { AccountId, Arn } from '#core/kernel/aws-identifiers.ts';
import type { NamedPrincipal } from '#core/verdict/disposition.ts';
import {
  ADMIN_SESSION,
  type DeliveredEvent,
  eventNamed,
  iamCall,
  withDetail,
} from '../../fakes/cloudtrail-events.ts';
import { arnOf, HUB_ACCOUNT, userIdOf } from '../../fakes/people.ts';
import { by, contextWith, denied, keyOf, threatsIn } from '../../fakes/threat-records.ts';

const sparedAs = (arn: string): NamedPrincipal => ({
  arn: arn as Arn,
  id: userIdOf('carol'),
  reason: 'legacy',
});

const CAROL = sparedAs(arnOf('carol'));
const IN_TEAM = sparedAs('arn:aws:iam::222222222222:user/team/web/Carol');
const ELSEWHERE = sparedAs(`arn:aws:iam::${HUB_ACCOUNT}:user/carol`);

const created = (userName: string): DeliveredEvent =>
  iamCall({ eventName: 'CreateUser', requestParameters: { userName } });

const renamed = (requestParameters: object): DeliveredEvent =>
  iamCall({ eventName: 'UpdateUser', requestParameters });

const taken = (name: string) => [
  { kind: 'spared-name-taken', severity: 'high', target: { kind: 'user', name } },
];

describe('the name of somebody who is spared', () => {
  it.each<[string, NamedPrincipal, DeliveredEvent, readonly unknown[]]>([
    ['is taken by a new user', CAROL, created('carol'), taken('carol')],
    ['is taken whatever its case', CAROL, created('CAROL'), taken('CAROL')],
    ['is taken whatever its path', IN_TEAM, created('carol'), taken('carol')],
    [
      'is taken by a user who is renamed',
      CAROL,
      renamed({ userName: 'eve', newUserName: 'carol' }),
      taken('carol'),
    ],
    [
      'is taken by a user who is renamed and moved',
      CAROL,
      renamed({ userName: 'eve', newUserName: 'carol', newPath: '/team/' }),
      taken('carol'),
    ],
    ['is not taken by somebody else', CAROL, created('carola'), []],
    ['is not taken by whose name ends alike', CAROL, created('eve-carol'), []],
    ['is not taken in another account', ELSEWHERE, created('carol'), []],
    ['is not taken from whoever is renamed', CAROL, renamed({ userName: 'carol', newUserName: 'eve' }), []],
    ['is not taken where only the path is new', CAROL, renamed({ userName: 'carol', newPath: '/team/' }), []],
    [
      'is not taken where it is the own in another case',
      CAROL,
      renamed({ userName: 'carol', newUserName: 'Carol' }),
      [],
    ],
    ['is not taken where that is denied', CAROL, denied(created('carol')), []],
    [
      'is not taken where that fails',
      CAROL,
      withDetail(created('carol'), { errorCode: 'EntityAlreadyExists' }),
      [],
    ],
    [
      'is not taken where nobody is named',
      CAROL,
      withDetail(created('carol'), { requestParameters: null }),
      [],
    ],
    [
      'is not taken by what is done to its owner',
      CAROL,
      withDetail(eventNamed('tag-user'), { requestParameters: { userName: 'carol' } }),
      [],
    ],
  ])('%s', (_what, spared, event, threats) => {
    expect(threatsIn(event, contextWith({ spared: [sparedAs(arnOf('zoe')), spared] }))).toEqual(threats);
  });

  it('may be anybody’s where a record does not tell its account', () => {
    const context = contextWith({ account: undefined, spared: [ELSEWHERE] });
    expect(threatsIn(created('carol'), context)).toEqual(taken('carol'));
    expect(threatsIn(created('carola'), context)).toEqual([]);
  });

  it('is nobody’s where nobody is spared', () => {
    expect(threatsIn(created('carol'))).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('is no name that objects have by birth: %s', (name) => {
    expect(threatsIn(created(name), contextWith({ spared: [CAROL] }))).toEqual([]);
    expect(threatsIn(created(name), contextWith({ spared: [sparedAs(arnOf(name))] }))).toEqual(taken(name));
  });

  it('is looked for in the account of the event alone', () => {
    const context = contextWith({ account: HUB_ACCOUNT as AccountId, spared: [ELSEWHERE] });
    expect(threatsIn(created('carol'), context)).toEqual(taken('carol'));
  });
});

const ATTACH = eventNamed('user-policies/attach-user-policy');

const attached = (policyArn: unknown): DeliveredEvent =>
  withDetail(ATTACH, { requestParameters: { userName: 'ana', policyArn } });

const QUARANTINED = [
  { kind: 'quarantined-by-aws', severity: 'critical', target: { kind: 'user', name: 'ana' } },
];

const V3 = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';

describe('a quarantine', () => {
  it.each([
    'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine',
    'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2',
    V3,
    'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV17',
    'arn:aws-us-gov:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
  ])('is what AWS attaches: %s', (policyArn) => {
    expect(threatsIn(attached(policyArn))).toEqual(QUARANTINED);
  });

  it.each<[string, DeliveredEvent]>([
    ['whoever is recorded to have attached it', by(attached(V3), keyOf('ana'))],
    [
      'where the user holds too many policies for it',
      withDetail(attached(V3), { errorCode: 'LimitExceededException' }),
    ],
    [
      'where it is written into the user, as AWS did before',
      iamCall({
        eventName: 'PutUserPolicy',
        requestParameters: { userName: 'ana', policyName: 'AWSExposedCredentialPolicy_DO_NOT_REMOVE' },
      }),
    ],
  ])('is told of %s', (_what, event) => {
    expect(threatsIn(event)).toEqual(QUARANTINED);
  });

  it.each([
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws:iam::222222222222:policy/AWSCompromisedKeyQuarantineV3',
    'arn:aws:iam::222222222222:policy/aws:policy/AWSCompromisedKeyQuarantineV3',
    'arn:aws:iam::aws:policy/job-function/AWSCompromisedKeyQuarantineV3',
    'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineViewer',
    'arn:aws:iam::aws:policy/NotAWSCompromisedKeyQuarantineV3',
    `x${V3}`,
    'arn:aws:iam::222222222222:policy/mfa-guardian/MfaGuardianRequireMfa',
    [V3],
    { policyArn: V3 },
    null,
  ])('is no other policy: %j', (policyArn) => {
    expect(threatsIn(attached(policyArn))).toEqual([]);
  });

  it.each<[string, DeliveredEvent]>([
    ['an attachment that was denied, and does not say of what', denied(attached(V3))],
    [
      'its end',
      withDetail(eventNamed('user-policies/detach-user-policy'), {
        requestParameters: { userName: 'ana', policyArn: V3 },
      }),
    ],
    [
      'its end in the user itself',
      withDetail(eventNamed('user-policies/delete-user-policy'), {
        requestParameters: { userName: 'ana', policyName: 'AWSExposedCredentialPolicy_DO_NOT_REMOVE' },
      }),
    ],
    ['another policy that is written into a user', eventNamed('user-policies/put-user-policy')],
    [
      'a group’s',
      withDetail(eventNamed('groups/attach-group-policy'), {
        requestParameters: { groupName: 'everyone', policyArn: V3 },
      }),
    ],
    [
      'nobody’s',
      by(ATTACH, ADMIN_SESSION, { requestParameters: { policyArn: V3 }, errorCode: 'ValidationError' }),
    ],
    ['parameters that are a list', withDetail(ATTACH, { requestParameters: [{ policyArn: V3 }] })],
    [
      'what parameters inherit',
      by(ATTACH, ADMIN_SESSION, {
        requestParameters: JSON.parse(`{"userName":"ana","__proto__":{"policyArn":"${V3}"}}`),
      }),
    ],
  ])('is not %s', (_what, event) => {
    expect(threatsIn(event)).toEqual([]);
  });
});
