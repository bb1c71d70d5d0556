import { describe, expect, it } from 'vitest';
import { concernedBy, namedIn, namelessness } from '#core/change/observed-event.ts';
import { ADMIN_SESSION, eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import { MEMBER_ACCOUNT, NEW_YEAR } from '../../fakes/people.ts';
import { observed } from './observed.ts';

const CREATE_USER = eventNamed('create-user');
const CONCERNS_ANA = [{ kind: 'user', userName: 'ana' }];

/** What a read of the user shows once the call of this file is visible. */
const expectedAfter = (event: unknown) => {
  const { row, details } = observed(event);
  return row.expectation(details);
};

describe('parseCloudTrailEvent', () => {
  it('keeps the id, the time and the caller of the call', () => {
    expect(observed(CREATE_USER).call).toEqual({
      eventId: CREATE_USER.detail['eventID'],
      eventName: 'CreateUser',
      kind: 'user-created',
      at: NEW_YEAR,
      actor: {
        kind: 'role-session',
        roleArn: 'arn:aws:iam::222222222222:role/Admin',
        sessionName: 'ruth',
      },
    });
  });

  it('makes printable how the root user’s call is called', () => {
    const odd = withDetail(eventNamed('put-bucket-policy'), { eventName: 'Put\u001b[2J' });
    expect(observed(odd).call.eventName).toBe('Put?[2J');
  });

  it.each([
    ['create-user', { kind: 'user-present', userId: 'AIDAANAAAAAAAAAAAAAAA' }],
    ['delete-user', { kind: 'user-gone', at: NEW_YEAR }],
    ['update-user', { kind: 'user-named' }],
    ['create-login-profile', { kind: 'password', present: true }],
    ['update-login-profile', { kind: 'password', present: true }],
    ['change-password', { kind: 'password', present: true }],
    ['delete-login-profile', { kind: 'password', present: false }],
    ['create-access-key', { kind: 'access-key', id: 'AKIAANAANAANAANAANA1', status: 'active' }],
    ['update-access-key', { kind: 'access-key', id: 'AKIAANAANAANAANAANA1', status: 'inactive' }],
    ['delete-access-key', { kind: 'access-key', id: 'AKIAANAANAANAANAANA1', status: 'gone' }],
    [
      'enable-mfa-device',
      { kind: 'mfa-device', serialNumber: 'arn:aws:iam::222222222222:mfa/ana-phone', present: true },
    ],
    [
      'deactivate-mfa-device',
      { kind: 'mfa-device', serialNumber: 'arn:aws:iam::222222222222:mfa/ana-phone', present: false },
    ],
    [
      'attach-user-policy',
      {
        kind: 'attached-policy',
        arn: 'arn:aws:iam::222222222222:policy/mfa-guardian/MfaGuardianRequireMfa',
        present: true,
      },
    ],
    [
      'detach-user-policy',
      {
        kind: 'attached-policy',
        arn: 'arn:aws:iam::222222222222:policy/mfa-guardian/MfaGuardianRequireMfa',
        present: false,
      },
    ],
    ['put-user-policy', { kind: 'unstated' }],
    ['delete-user-policy', { kind: 'inline-policy', name: 'read-reports', present: false }],
    [
      'put-user-permissions-boundary',
      { kind: 'boundary', name: 'arn:aws:iam::222222222222:policy/ReadReports' },
    ],
    ['delete-user-permissions-boundary', { kind: 'boundary', name: 'none' }],
    ['tag-user', { kind: 'unstated' }],
    ['add-user-to-group', { kind: 'unstated' }],
    ['console-login', { kind: 'password-session' }],
    ['check-mfa', { kind: 'unstated' }],
    ['put-bucket-policy', { kind: 'unstated' }],
  ])('says what a read shows once %s is visible', (file, expectation) => {
    expect(expectedAfter(eventNamed(file))).toEqual(expectation);
  });

  it.each([
    'create-user',
    'create-access-key',
    'update-access-key',
    'delete-access-key',
    'enable-mfa-device',
    'deactivate-mfa-device',
    'attach-user-policy',
    'detach-user-policy',
    'put-user-policy',
    'delete-user-policy',
  ])('expects nothing in particular of %s when its parameters say nothing', (file) => {
    const bare = withDetail(eventNamed(file), {
      requestParameters: { userName: 'ana' },
      responseElements: null,
    });
    expect(expectedAfter(bare)).toEqual({ kind: 'unstated' });
  });

  it('expects an access key that is made active again', () => {
    const reactivated = withDetail(eventNamed('update-access-key'), {
      requestParameters: { userName: 'ana', accessKeyId: 'AKIAANAANAANAANAANA1', status: 'Active' },
    });
    expect(expectedAfter(reactivated)).toMatchObject({ status: 'active' });
  });

  it('takes a call that failed for no change, and keeps why', () => {
    const failed = observed(eventNamed('near-misses/failed-with-parameters'));
    expect(failed.failure).toBe('NoSuchEntityException');
    expect(concernedBy(failed)).toEqual([]);
    expect(namedIn(failed)).toEqual(CONCERNS_ANA);
  });

  it('does not miss a name in a call that was denied', () => {
    const event = eventNamed('near-misses/denied-without-parameters');
    const denied = observed(withDetail(event, { userIdentity: ADMIN_SESSION }));
    expect([concernedBy(denied), namedIn(denied), namelessness(denied)]).toEqual([[], [], undefined]);
  });

  it.each([null, '', undefined])('takes an empty error code (%j) for none', (errorCode) => {
    const event = observed(withDetail(CREATE_USER, { errorCode }));
    expect(event.failure).toBeUndefined();
    expect(concernedBy(event)).toEqual(CONCERNS_ANA);
  });

  it('takes a call that names nobody to be about the caller', () => {
    const event = observed(eventNamed('near-misses/self-call-without-user-name'));
    expect(concernedBy(event)).toEqual(CONCERNS_ANA);
  });

  it.each(['root-named', 'root-unnamed'])('keeps the root user apart from the IAM users: %s', (file) => {
    expect(concernedBy(observed(eventNamed(`near-misses/${file}`)))).toEqual([{ kind: 'root' }]);
  });

  it('takes what a service does for somebody to be about whom it names', () => {
    const event = observed(eventNamed('near-misses/by-an-aws-service'));
    expect([event.call.actor.kind, concernedBy(event)]).toEqual(['aws-service', CONCERNS_ANA]);
  });

  it('believes the envelope about the account, never the record', () => {
    const lying = eventNamed('near-misses/other-account-in-record');
    expect(lying.detail['recipientAccountId']).not.toBe(MEMBER_ACCOUNT);
    expect(observed(lying).account).toBe(MEMBER_ACCOUNT);
  });

  it.each([
    ['a long-term key', 'self-call-without-user-name', { longTermKey: true, fromConsole: false }],
    ['a session', 'users/create-user', { longTermKey: false, fromConsole: false }],
    ['a session of the console', 'change-password', { longTermKey: false, fromConsole: true }],
    ['nothing, as a sign-in is', 'console-login', { longTermKey: false, fromConsole: false }],
    [
      'nothing of its own, as a service does it',
      'by-an-aws-service',
      { longTermKey: false, fromConsole: false },
    ],
  ])('says that a call was signed with %s', (_what, file, credential) => {
    expect(observed(eventNamed(file)).credential).toMatchObject(credential);
  });

  it('says through which service a call was made', () => {
    const { userIdentity } = CREATE_USER.detail;
    const invoked = withDetail(CREATE_USER, {
      userIdentity: { ...(userIdentity as object), invokedBy: 'cloudformation.amazonaws.com' },
    });
    expect(observed(invoked).credential.throughService).toBe('cloudformation.amazonaws.com');
    expect(observed(CREATE_USER).credential.throughService).toBeUndefined();
  });
});
