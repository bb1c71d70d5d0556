import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Concern } from '#core/change/concern.ts';
import type { Arn, UserName } from '#core/kernel/aws-identifiers.ts';
import { detectThreats } from '#core/threat/detect-threats.ts';
import { type ThreatTarget, targetOf } from '#core/threat/threat.ts';
import { eventNamed, iamCall, watchedEventNames, withDetail } from '../../fakes/cloudtrail-events.ts';
import { arnOf, HUB_ACCOUNT, userIdOf } from '../../fakes/people.ts';
import { by, contextWith, kindsIn, ROOT_SESSION, threatsIn } from '../../fakes/threat-records.ts';
import { observed } from '../change/observed.ts';

const CONTEXT = contextWith({ spared: [{ arn: arnOf('ana'), id: userIdOf('ana'), reason: 'legacy' }] });

/** The families of events in which each call is a threat by itself, whatever is in its record. */
const THREATENING = /^(?:guardian-\w+|root)\/|^sign-in\/(?:password-|email-)/;

/** The examples of other families that show a threat, and what else they show. */
const SINGLED_OUT: Readonly<Record<string, string>> = {
  'mfa-devices/enable-mfa-device': 'enrolled-with-long-term-key: high',
  'sessions/assume-root': 'root-session-started: medium',
  'accounts/create-saml-provider': 'identity-provider-changed: medium',
  'accounts/update-saml-provider': 'identity-provider-changed: medium',
  'accounts/delete-saml-provider': 'identity-provider-changed: low',
  'accounts/create-open-id-connect-provider': 'identity-provider-changed: medium',
  'accounts/update-open-id-connect-provider-thumbprint': 'identity-provider-changed: medium',
  'accounts/add-client-id-to-open-id-connect-provider': 'identity-provider-changed: medium',
  'accounts/delete-open-id-connect-provider': 'identity-provider-changed: low',
  'accounts/enable-organizations-root-credentials-management': 'root-management-changed: low',
  'accounts/disable-organizations-root-credentials-management': 'root-management-changed: medium',
  'accounts/enable-organizations-root-sessions': 'root-management-changed: medium',
  'accounts/disable-organizations-root-sessions': 'root-management-changed: medium',
  'control/stop-logging': 'trail-weakened: critical',
  'control/delete-trail': 'trail-weakened: critical',
  'control/update-trail': 'trail-weakened: high',
  'control/put-event-selectors': 'trail-weakened: high',
  'control/detach-policy': 'organization-weakened: high',
  'control/update-policy': 'organization-weakened: medium',
  'control/delete-policy': 'organization-weakened: medium',
  'control/disable-policy-type': 'organization-weakened: high',
  'control/close-account': 'organization-weakened: high',
  'control/leave-organization': 'organization-weakened: critical',
  'control/remove-account-from-organization': 'organization-weakened: high',
  'control/deregister-delegated-administrator': 'organization-weakened: medium',
  'control/account-departed-organization': 'organization-weakened: high',
};

describe('detectThreats', () => {
  it.each(watchedEventNames().filter((name) => !THREATENING.test(name)))(
    'takes the example of everyday work for what it is: %s',
    (name) => {
      const expected = SINGLED_OUT[name];
      expect(kindsIn(eventNamed(name))).toEqual(expected === undefined ? [] : [expected]);
    },
  );

  it('knows every example that it is told of', () => {
    expect(watchedEventNames()).toEqual(expect.arrayContaining(Object.keys(SINGLED_OUT)));
  });

  it('shows what the root user does beside what is done', () => {
    const touched = by(eventNamed('guardian-rules/delete-rule'), ROOT_SESSION);
    expect(kindsIn(touched)).toEqual(['root-used: medium', 'guardian-part-touched: critical']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'does not take what objects have by birth for a call of the table: %s',
    (eventName) => {
      const records = ['control/leave-organization', 'control/stop-logging', 'control/move-account'].map(
        (name) => {
          const record = observed(eventNamed(name));
          return { ...record, call: { ...record.call, eventName } };
        },
      );
      const found = records.flatMap((record) => detectThreats(record, CONTEXT));
      expect(found.map(({ kind, severity }) => `${kind}: ${severity}`)).toEqual(['trail-weakened: medium']);
    },
  );
});

describe('an administrator’s everyday work', () => {
  const words = fc.string({ unit: fc.constantFrom(...'abcdefghij-_'), minLength: 1, maxLength: 20 });

  it('is never a threat: users, ordinary policies, roles and groups, by whatever name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'CreateUser',
          'TagUser',
          'AttachUserPolicy',
          'PutUserPolicy',
          'CreateLoginProfile',
          'CreateAccessKey',
          'DeactivateMFADevice',
          'CreateRole',
          'AttachRolePolicy',
          'DeletePolicy',
          'CreatePolicyVersion',
          'AddUserToGroup',
          'DeleteGroup',
        ),
        words,
        (eventName, word) => {
          const requestParameters = {
            userName: `user-${word}`,
            groupName: word,
            roleName: word,
            policyName: word,
            policyArn: `arn:aws:iam::222222222222:policy/${word}`,
          };
          expect(threatsIn(iamCall({ eventName, requestParameters }), CONTEXT)).toEqual([]);
        },
      ),
    );
  });

  it('is never a threat where it fails', () => {
    for (const name of ['users/create-user', 'user-policies/attach-user-policy', 'roles/put-role-policy']) {
      expect(
        threatsIn(withDetail(eventNamed(name), { errorCode: 'NoSuchEntityException' }), CONTEXT),
      ).toEqual([]);
    }
  });
});

describe('the target that stands for whom a record names', () => {
  const arn = 'arn:aws:iam::222222222222:policy/x' as Arn;

  it.each<[Concern, ThreatTarget]>([
    [
      { kind: 'user', userName: 'ana' as UserName },
      { kind: 'user', name: 'ana' },
    ],
    [{ kind: 'root' }, { kind: 'root', name: 'root' }],
    [
      { kind: 'group', groupName: 'every\none' },
      { kind: 'group', name: 'every?one' },
    ],
    [
      { kind: 'policy', arn },
      { kind: 'policy', name: arn },
    ],
    [
      { kind: 'role', roleName: 'r'.repeat(400) },
      { kind: 'role', name: 'r'.repeat(300) },
    ],
    [
      { kind: 'account', account: HUB_ACCOUNT },
      { kind: 'account', name: HUB_ACCOUNT },
    ],
    [{ kind: 'account' }, { kind: 'account', name: 'this account' }],
  ])('of %j is %j', (concern, target) => {
    expect(targetOf(concern)).toEqual(target);
  });
});
