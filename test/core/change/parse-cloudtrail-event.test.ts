import { describe, expect, it } from 'vitest';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import {
  type DeliveredEvent,
  eventNamed,
  watchedEventFiles,
  withDetail,
} from '../../fakes/cloudtrail-events.ts';
import { ANA, NEW_YEAR, PARTITION } from '../../fakes/people.ts';

const parse = (event: unknown) => parseCloudTrailEvent(event, PARTITION);

const files = watchedEventFiles();
const fileOf = (eventName: string) => files.find((event) => event.detail['eventName'] === eventName);

const CREATE_USER = eventNamed('create-user');

describe('parseCloudTrailEvent', () => {
  it('has an example of every watched event, and none of another', () => {
    expect(files.map((event) => event.detail['eventName']).toSorted()).toEqual(
      WATCHED_EVENTS.map((row) => row.eventName).toSorted(),
    );
  });

  it.each(WATCHED_EVENTS)('takes $eventName for a change of kind $kind, about the user it names', (row) => {
    expect(parse(fileOf(row.eventName))).toMatchObject({
      ok: true,
      value: {
        kind: 'user-changed',
        account: ANA.account,
        change: { principal: ANA, call: { kind: row.kind, eventName: row.eventName } },
      },
    });
  });

  it('keeps the id, the time and the caller of the call', () => {
    expect(parse(CREATE_USER)).toMatchObject({
      value: {
        change: {
          call: {
            eventId: CREATE_USER.detail['eventID'],
            at: NEW_YEAR,
            actor: {
              kind: 'role-session',
              roleArn: 'arn:aws:iam::222222222222:role/Admin',
              sessionName: 'ruth',
            },
          },
        },
      },
    });
  });

  it.each([
    ['create-user', { kind: 'user-present', userId: 'AIDAANAAAAAAAAAAAAAAA' }],
    ['delete-user', { kind: 'user-gone', at: NEW_YEAR }],
    ['create-login-profile', { kind: 'password', present: true }],
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
  ])('says what a read shows once %s is visible', (file, expectation) => {
    expect(parse(eventNamed(file))).toMatchObject({ value: { change: { expectation } } });
  });

  it.each(WATCHED_EVENTS.filter((row) => !/LoginProfile|DeleteUser|UpdateUser/.test(row.eventName)))(
    'expects nothing in particular of $eventName when its parameters say nothing',
    (row) => {
      const bare = withDetail(fileOf(row.eventName) as DeliveredEvent, {
        requestParameters: { userName: 'ana' },
        responseElements: null,
      });
      expect(parse(bare)).toMatchObject({ value: { change: { expectation: { kind: 'unstated' } } } });
    },
  );

  it('expects an access key that is made active again', () => {
    const reactivated = withDetail(eventNamed('update-access-key'), {
      requestParameters: { userName: 'ana', accessKeyId: 'AKIAANAANAANAANAANA1', status: 'Active' },
    });
    expect(parse(reactivated)).toMatchObject({ value: { change: { expectation: { status: 'active' } } } });
  });

  it.each(['denied-without-parameters', 'failed-with-parameters'])(
    'takes a call that failed for no change: %s',
    (file) => {
      const event = eventNamed(`near-misses/${file}`);
      expect(parse(event)).toMatchObject({
        ok: true,
        value: { kind: 'call-failed', errorCode: event.detail['errorCode'], call: { actor: {} } },
      });
    },
  );

  it.each([null, ''])('takes an empty error code (%j) for none', (errorCode) => {
    expect(parse(withDetail(CREATE_USER, { errorCode }))).toMatchObject({ value: { kind: 'user-changed' } });
  });

  it('takes a call that names nobody to be about the caller', () => {
    expect(parse(eventNamed('near-misses/self-call-without-user-name'))).toMatchObject({
      value: { kind: 'user-changed', change: { principal: ANA, expectation: { kind: 'access-key' } } },
    });
  });

  it.each(['root-named', 'root-unnamed'])('keeps the root user apart from the IAM users: %s', (file) => {
    expect(parse(eventNamed(`near-misses/${file}`))).toMatchObject({
      ok: true,
      value: { kind: 'root-changed', account: ANA.account },
    });
  });

  it('believes the envelope about the account, never the record', () => {
    const lying = eventNamed('near-misses/other-account-in-record');
    expect(lying.detail['recipientAccountId']).not.toBe(ANA.account);
    expect(parse(lying)).toMatchObject({
      value: { account: ANA.account, change: { principal: { account: ANA.account } } },
    });
  });

  it('puts the principal into the partition of the deployment', () => {
    const inChina = 'aws-cn' as typeof PARTITION;
    expect(parseCloudTrailEvent(CREATE_USER, inChina)).toMatchObject({
      value: { change: { principal: { partition: 'aws-cn' } } },
    });
  });
});
