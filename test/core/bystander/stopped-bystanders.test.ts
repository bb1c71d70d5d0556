import { describe, expect, it } from 'vitest';
import { stoppedBystanders } from '#core/bystander/stopped-bystanders.ts';
import { known } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { ALLOW_ALL, DENY_WITHOUT_MFA, holding, policyOf } from '../proof/hostile-user.ts';

const MFA = 'aws:MultiFactorAuthPresent';

const governed = (...levels: readonly (readonly string[])[]): ProvedPrincipal =>
  holding([policyOf(ALLOW_ALL)], {
    serviceControl: {
      kind: 'known',
      levels: levels.map((level) => level.map((text) => ({ name: text.slice(0, 60), text }))),
    },
  });

const deny = (Condition: object): string => policyOf({ ...DENY_WITHOUT_MFA, Condition });

const kindsOf = (principal: ProvedPrincipal): readonly string[] =>
  stoppedBystanders(principal).map(({ kind }) => kind);

describe('stoppedBystanders', () => {
  it('names roles, services and the root user where the organization asks everybody for MFA', () => {
    expect(kindsOf(governed([policyOf(DENY_WITHOUT_MFA)]))).toEqual([
      'role-session',
      'service-on-behalf',
      'root-user',
    ]);
  });

  it('names only services where a user’s own policies or the boundary ask for MFA', () => {
    const text = policyOf(ALLOW_ALL, DENY_WITHOUT_MFA);
    expect(kindsOf(holding([text]))).toEqual(['service-on-behalf']);
    expect(kindsOf(holding([policyOf(ALLOW_ALL)], { boundary: known({ name: 'bounds', text }) }))).toEqual([
      'service-on-behalf',
    ]);
  });

  it('says which statement it is, of which policy, and why in a sentence', () => {
    const text = policyOf(ALLOW_ALL, { Sid: 'Mfa', ...DENY_WITHOUT_MFA });
    expect(stoppedBystanders(holding([text]))).toEqual([
      {
        kind: 'service-on-behalf',
        stoppedBy: { holder: { kind: 'user' }, policy: { kind: 'inline', name: 'p0' }, statement: 'Mfa' },
        text: expect.stringMatching(
          /^Calls that AWS services make for a user count as made without MFA.*\.$/,
        ),
      },
    ]);
  });

  it.each<[string, object, readonly string[]]>([
    [
      'nobody by a deny of first-hand calls of users',
      {
        BoolIfExists: { [MFA]: 'false', 'aws:ViaAWSService': 'false' },
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' },
      },
      [],
    ],
    [
      'nobody by one that names types of principals',
      {
        BoolIfExists: { [MFA]: 'false', 'aws:ViaAWSService': 'false' },
        StringEquals: { 'aws:PrincipalType': ['User', 'FederatedUser'] },
      },
      [],
    ],
    [
      'the root user by one that exempts roles',
      {
        BoolIfExists: { [MFA]: 'false', 'aws:ViaAWSService': 'false' },
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' },
      },
      ['root-user'],
    ],
    [
      'the other roles by one that exempts some',
      {
        BoolIfExists: { [MFA]: 'false', 'aws:ViaAWSService': 'false' },
        ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/admin-*', 'arn:aws:iam::*:root'] },
      },
      ['role-session'],
    ],
    [
      'roles, perhaps, by Bool: AWS does not say of all of them that the key is absent',
      { Bool: { [MFA]: 'false', 'aws:ViaAWSService': 'false' } },
      ['role-session', 'root-user'],
    ],
    [
      'everybody from outside, perhaps, by one that hangs on the address',
      { BoolIfExists: { [MFA]: 'false' }, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      ['role-session', 'service-on-behalf', 'root-user'],
    ],
    ['nobody by a deny of those who have MFA', { Bool: { [MFA]: 'true' } }, []],
    ['nobody, of this matter, by a deny of something else', { Bool: { 'aws:SecureTransport': 'false' } }, []],
  ])('finds stopped %s', (_name, condition, kinds) => {
    expect(kindsOf(governed([deny(condition)]))).toEqual(kinds);
  });

  const allowing = (Condition: object, Action: unknown = '*'): string =>
    policyOf({ Sid: 'OnlyMfa', Effect: 'Allow', Action, Resource: '*', Condition });

  const WITH_MFA = { Bool: { [MFA]: 'true' } };

  it('names everybody where a level allows nothing without MFA, by the allow', () => {
    const principal = governed([policyOf(ALLOW_ALL)], [allowing(WITH_MFA)]);
    expect(kindsOf(principal)).toEqual(['role-session', 'service-on-behalf', 'root-user']);
    expect(new Set(stoppedBystanders(principal).map(({ stoppedBy }) => stoppedBy.statement))).toEqual(
      new Set(['OnlyMfa']),
    );
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['nobody, if the level allows as much to everybody', [allowing(WITH_MFA), policyOf(ALLOW_ALL)], []],
    [
      'everybody, if it allows others less',
      [allowing(WITH_MFA), policyOf({ ...ALLOW_ALL, Action: 's3:*' })],
      ['role-session', 'service-on-behalf', 'root-user'],
    ],
    [
      'nobody, if it allows others all that the one with MFA names',
      [allowing(WITH_MFA, 's3:Get*'), policyOf({ ...ALLOW_ALL, Action: 's3:*' })],
      [],
    ],
    [
      'services only, if it allows roles and the root user as much',
      [allowing(WITH_MFA), allowing({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } })],
      ['service-on-behalf'],
    ],
    [
      'services only, if the allow is not for anybody but users anyway',
      [allowing({ ...WITH_MFA, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } })],
      ['service-on-behalf'],
    ],
  ])('finds that a level stops %s', (_name, level, kinds) => {
    expect(kindsOf(governed(level))).toEqual(kinds);
  });

  it('looks at every level, and names a policy once that is attached at several', () => {
    const text = policyOf(DENY_WITHOUT_MFA);
    const everything = policyOf(ALLOW_ALL);
    expect(kindsOf(governed([everything], [everything, text]))).toContain('role-session');
    expect(stoppedBystanders(governed([text], [text]))).toEqual(stoppedBystanders(governed([text])));
  });

  it('leaves out what can’t be understood, and never throws', () => {
    expect(stoppedBystanders(holding(['{', policyOf(DENY_WITHOUT_MFA)]))).toHaveLength(1);
    expect(stoppedBystanders(governed(['{}'], [policyOf(DENY_WITHOUT_MFA)]))).toHaveLength(3);
  });
});
