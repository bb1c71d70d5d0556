import { describe, expect, it } from 'vitest';
import { ADMIN_SESSION, type DeliveredEvent, eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import {
  by,
  CONSOLE,
  denied,
  federationOf,
  keyOf,
  kindsIn,
  ROOT_KEY,
  ROOT_SESSION,
  threatsIn,
  userSession,
} from '../../fakes/threat-records.ts';

const LOGIN = eventNamed('sign-in/console-login');
const CHECK = eventNamed('sign-in/check-mfa');
const CREATE_KEY = eventNamed('credentials/create-access-key');
const ROOT_CREATES_ITS_KEY = eventNamed('near-misses/root-unnamed');
const DEACTIVATE = eventNamed('mfa-devices/deactivate-mfa-device');
const PUT_BUCKET_POLICY = eventNamed('root/put-bucket-policy');
const PASSWORD_UPDATED = eventNamed('sign-in/password-updated');

const OF_ROOT = { kind: 'root', name: 'root' };

const signInOf = (userIdentity: unknown, more: Readonly<Record<string, unknown>>): DeliveredEvent =>
  by(LOGIN, userIdentity, { responseElements: { ConsoleLogin: 'Success' }, ...more });

describe('the root user’s sign-in', () => {
  it.each([
    ['with MFA', 'Yes', 'high'],
    ['with MFA, in capitals', 'YES', 'high'],
    ['without MFA', 'No', 'critical'],
  ])('is told of: %s', (_what, MFAUsed, severity) => {
    const event = signInOf(ROOT_SESSION, { additionalEventData: { MFAUsed } });
    expect(threatsIn(event)).toEqual([{ kind: 'root-signed-in', severity, target: OF_ROOT }]);
  });

  it.each<[string, DeliveredEvent]>([
    [
      'one that failed',
      signInOf(ROOT_SESSION, {
        additionalEventData: { MFAUsed: 'No' },
        responseElements: { ConsoleLogin: 'Failure' },
      }),
    ],
    ['the question for its device', by(CHECK, ROOT_SESSION)],
    [
      'an IAM user’s, whose verdict says all there is to say',
      signInOf(userSession('ana'), { additionalEventData: { MFAUsed: 'No' } }),
    ],
    ['an IAM user’s with MFA', signInOf(userSession('ana'), { additionalEventData: { MFAUsed: 'Yes' } })],
    [
      'a federation session’s',
      signInOf(
        { type: 'FederatedUser', arn: 'arn:aws:sts::222222222222:federated-user/ci' },
        {
          additionalEventData: {
            MFAUsed: 'No',
            SamlProviderArn: 'arn:aws:iam::222222222222:saml-provider/x',
          },
        },
      ),
    ],
  ])('is not %s', (_what, event) => {
    expect(threatsIn(event)).toEqual([]);
  });
});

describe('the root user at work', () => {
  it.each<[string, DeliveredEvent, string]>([
    ['in the console', by(PUT_BUCKET_POLICY, ROOT_SESSION, CONSOLE), 'medium'],
    ['with its key', by(PUT_BUCKET_POLICY, ROOT_KEY), 'medium'],
    ['in vain', by(PUT_BUCKET_POLICY, ROOT_KEY, { errorCode: 'AccessDenied' }), 'medium'],
    ['on a user', by(eventNamed('users/tag-user'), ROOT_SESSION), 'medium'],
    [
      'in an old record, which names the console as a service',
      by(DEACTIVATE, { ...ROOT_SESSION, invokedBy: 'signin.amazonaws.com' }),
      'medium',
    ],
    [
      'starting a session of the command line',
      by(eventNamed('sign-in/create-oauth2-token'), ROOT_SESSION),
      'medium',
    ],
  ])('is told of: %s', (_what, event, severity) => {
    expect(threatsIn(event)).toEqual([{ kind: 'root-used', severity, target: OF_ROOT }]);
  });

  it.each([
    ['Root', ['root-used: medium']],
    ['IAMUser', []],
  ])('is who stands behind a federation session that its key started: %s', (type, threats) => {
    const federation = { ...federationOf('x'), sessionContext: { sessionIssuer: { type } } };
    expect(kindsIn(by(eventNamed('sign-in/get-signin-token'), federation))).toEqual(threats);
  });

  it('is not a service that goes on in its name', () => {
    const service = { ...ROOT_SESSION, invokedBy: 'autoscaling.amazonaws.com' };
    expect(threatsIn(by(DEACTIVATE, service))).toEqual([]);
    expect(kindsIn(by(ROOT_CREATES_ITS_KEY, service))).toEqual(['root-key-created: critical']);
  });

  it.each<[string, DeliveredEvent, readonly string[]]>([
    ['its own, unnamed', ROOT_CREATES_ITS_KEY, ['root-key-created: critical']],
    [
      'its own, by the name that CloudTrail gives it',
      withDetail(ROOT_CREATES_ITS_KEY, { requestParameters: { userName: 'AWS ROOT USER' } }),
      ['root-key-created: critical'],
    ],
    ['an IAM user’s', by(CREATE_KEY, ROOT_SESSION), ['root-used: medium']],
    [
      'its own, in vain',
      withDetail(ROOT_CREATES_ITS_KEY, { errorCode: 'LimitExceeded' }),
      ['root-used: medium'],
    ],
    ['an IAM user’s, by the user', by(CREATE_KEY, keyOf('ana')), []],
    ['an IAM user’s, by an administrator', by(CREATE_KEY, ADMIN_SESSION), []],
  ])('makes a key, and whose it is matters: %s', (_what, event, threats) => {
    expect(kindsIn(event)).toEqual(threats);
  });

  it.each<[string, DeliveredEvent, readonly string[]]>([
    [
      'its own',
      by(DEACTIVATE, ROOT_SESSION, { requestParameters: { userName: 'AWS ROOT USER' } }),
      ['root-credentials-changed: high'],
    ],
    ['its own, in vain', by(denied(DEACTIVATE), ROOT_SESSION), ['root-used: medium']],
    ['an IAM user’s', by(DEACTIVATE, ROOT_SESSION), ['root-used: medium']],
  ])('takes a device away, and whose it is matters: %s', (_what, event, threats) => {
    expect(kindsIn(event)).toEqual(threats);
  });
});

describe('the root user’s password and address', () => {
  it.each([
    'password-recovery-requested',
    'password-recovery-completed',
    'password-updated',
    'email-updated',
  ])('are told of once: %s', (name) => {
    expect(threatsIn(eventNamed(name))).toEqual([
      { kind: 'root-credentials-changed', severity: 'high', target: OF_ROOT },
    ]);
  });

  it('are not an IAM user’s', () => {
    expect(threatsIn(by(PASSWORD_UPDATED, keyOf('ana')))).toEqual([]);
  });
});
