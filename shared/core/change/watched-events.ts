import {
  accessKeyGone,
  accessKeyStatus,
  attachedPolicy,
  type ExpectationReader,
  mfaDevice,
  newAccessKey,
  newUser,
  password,
  renamedUser,
  userGone,
} from './read-expectation.ts';

/** What a watched call does to an IAM user. */
export const CHANGE_KINDS = [
  'user-created',
  'user-deleted',
  'user-renamed',
  'password-created',
  'password-deleted',
  'access-key-created',
  'access-key-updated',
  'access-key-deleted',
  'mfa-device-enabled',
  'mfa-device-deactivated',
  'policy-attached',
  'policy-detached',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface WatchedEvent {
  /** The `source` of EventBridge's envelope. */
  readonly source: 'aws.iam';
  /** The `eventSource` of CloudTrail's record. */
  readonly eventSource: 'iam.amazonaws.com';
  readonly eventName: string;
  readonly kind: ChangeKind;
  /** What a read shows once this call is visible. */
  readonly expectation: ExpectationReader;
}

/** The `detail-type` under which EventBridge delivers API calls that CloudTrail recorded. */
export const API_CALL_DETAIL_TYPE = 'AWS API Call via CloudTrail';

const iam = (eventName: string, kind: ChangeKind, expectation: ExpectationReader): WatchedEvent => ({
  source: 'aws.iam',
  eventSource: 'iam.amazonaws.com',
  eventName,
  kind,
  expectation,
});

/**
 * Every event that makes the guardian look at a user. The parser and the EventBridge rules are both made from
 * this table, so neither can know an event that the other does not.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
 */
export const WATCHED_EVENTS: readonly WatchedEvent[] = [
  iam('CreateUser', 'user-created', newUser),
  iam('DeleteUser', 'user-deleted', userGone),
  iam('UpdateUser', 'user-renamed', renamedUser),
  iam('CreateLoginProfile', 'password-created', password(true)),
  iam('DeleteLoginProfile', 'password-deleted', password(false)),
  iam('CreateAccessKey', 'access-key-created', newAccessKey),
  iam('UpdateAccessKey', 'access-key-updated', accessKeyStatus),
  iam('DeleteAccessKey', 'access-key-deleted', accessKeyGone),
  iam('EnableMFADevice', 'mfa-device-enabled', mfaDevice(true)),
  iam('DeactivateMFADevice', 'mfa-device-deactivated', mfaDevice(false)),
  iam('AttachUserPolicy', 'policy-attached', attachedPolicy(true)),
  iam('DetachUserPolicy', 'policy-detached', attachedPolicy(false)),
];
