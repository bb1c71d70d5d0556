import { describe, expect, it } from 'vitest';
import { type DeliveredEvent, eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import {
  by,
  CENTRAL_SESSION,
  CONSOLE,
  denied,
  kindsIn,
  ROOT_KEY,
  ROOT_SESSION,
  threatsIn,
  UNMARKED_SESSION,
} from '../../fakes/threat-records.ts';

const ROOT_CREATES_ITS_KEY = eventNamed('near-misses/root-unnamed');
const DEACTIVATE = eventNamed('mfa-devices/deactivate-mfa-device');
const DELETE_PASSWORD = withDetail(eventNamed('credentials/delete-login-profile'), {
  requestParameters: null,
});
const PUT_BUCKET_POLICY = withDetail(eventNamed('root/put-bucket-policy'), {
  sessionCredentialFromConsole: undefined,
});
const AUDIT = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';
const ASSUME_ROOT = eventNamed('sessions/assume-root');

describe('a session of central root management', () => {
  const work = [
    DELETE_PASSWORD,
    PUT_BUCKET_POLICY,
    withDetail(PUT_BUCKET_POLICY, { eventName: 'DeleteBucketPolicy' }),
    withDetail(eventNamed('credentials/delete-access-key'), { requestParameters: null }),
    withDetail(eventNamed('credentials/create-login-profile'), { requestParameters: null }),
    withDetail(eventNamed('credentials/delete-signing-certificate'), { requestParameters: null }),
    withDetail(DEACTIVATE, { requestParameters: { userName: 'AWS ROOT USER' } }),
    {
      ...withDetail(PUT_BUCKET_POLICY, { eventName: 'SetQueueAttributes', eventSource: 'sqs.amazonaws.com' }),
      source: 'aws.sqs',
    },
  ];

  it.each(work.map((event) => [event.detail['eventName'], event] as const))(
    'is not the root user at work: %s',
    (_name, event) => {
      expect(threatsIn(by(event, CENTRAL_SESSION))).toEqual([]);
    },
  );

  it.each(work.map((event) => [event.detail['eventName'], event] as const))(
    'wakes nobody where its record has no mark: %s',
    (_name, event) => {
      expect(kindsIn(by(event, UNMARKED_SESSION))).toEqual(['root-used: low']);
    },
  );

  it.each<[string, DeliveredEvent, string]>([
    [
      'what central root management has no task for',
      by(eventNamed('users/tag-user'), UNMARKED_SESSION),
      'root-used: medium',
    ],
    [
      'away with the key of an IAM user',
      by(eventNamed('credentials/delete-access-key'), UNMARKED_SESSION),
      'root-used: medium',
    ],
    ['a key of its own', by(ROOT_CREATES_ITS_KEY, UNMARKED_SESSION), 'root-key-created: critical'],
    ['with MFA', by(DELETE_PASSWORD, ROOT_SESSION), 'root-used: medium'],
    ['in the console without MFA', by(DELETE_PASSWORD, UNMARKED_SESSION, CONSOLE), 'root-used: medium'],
    ['with a key', by(DELETE_PASSWORD, ROOT_KEY), 'root-used: medium'],
  ])('does not hide the root user who does %s', (_what, event, threat) => {
    expect(kindsIn(event)).toEqual([threat]);
  });

  it('does not hide that it unlocks a queue of the guardian', () => {
    const unlocked = by(eventNamed('guardian-queues/set-queue-attributes'), UNMARKED_SESSION);
    expect(kindsIn(unlocked)).toEqual(['root-used: low', 'guardian-part-touched: critical']);
  });

  it.each<[string, unknown, string]>([
    ['to look', AUDIT, 'low'],
    [
      'to look, in another partition',
      'arn:aws-us-gov:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
      'low',
    ],
    ['to make a password', 'arn:aws:iam::aws:policy/root-task/IAMCreateRootUserPassword', 'high'],
    ['to delete credentials', 'arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials', 'medium'],
    ['to unlock a bucket', 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy', 'medium'],
    [
      'by a policy of somebody’s own',
      'arn:aws:iam::222222222222:policy/root-task/IAMAuditRootUserCredentials',
      'medium',
    ],
    ['for a task that is nearly called so', `${AUDIT}-2`, 'medium'],
    ['by what is no ARN', `x${AUDIT}`, 'medium'],
    ['for a task that objects have by birth', 'arn:aws:iam::aws:policy/root-task/constructor', 'medium'],
    ['for what is no text', ['IAMAuditRootUserCredentials'], 'medium'],
  ])('is told of when it starts, as grave as what it is for: %s', (_what, arn, severity) => {
    const requestParameters = { targetPrincipal: '333333333333', taskPolicyArn: { arn } };
    expect(threatsIn(withDetail(ASSUME_ROOT, { requestParameters }))).toEqual([
      { kind: 'root-session-started', severity, target: { kind: 'account', name: '333333333333' } },
    ]);
  });

  it('is told of without the account that its record leaves out, and not where it was refused', () => {
    expect(threatsIn(withDetail(ASSUME_ROOT, { requestParameters: null }))).toEqual([
      { kind: 'root-session-started', severity: 'medium', target: { kind: 'account', name: 'not recorded' } },
    ]);
    expect(threatsIn(denied(ASSUME_ROOT))).toEqual([]);
  });
});
