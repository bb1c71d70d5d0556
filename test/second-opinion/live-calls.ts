import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  DeactivateMFADeviceCommand,
  EnableMFADeviceCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import type { AwsClients } from '../local/support/aws-clients.ts';

/** A call that does no harm, or fails once it is authorized. */
export interface LiveCall {
  readonly action: string;
  /** By one user, where it is about one, about that one or another one. */
  readonly send: (clients: AwsClients, userName: string, otherName: string) => Promise<unknown>;
}

const NO_SUCH_DEVICE = 'arn:aws:iam::222222222222:mfa/none';

export const LIVE_CALLS: readonly LiveCall[] = [
  { action: 'sqs:ListQueues', send: ({ sqs }) => sqs.send(new ListQueuesCommand({})) },
  { action: 'sns:ListTopics', send: ({ sns }) => sns.send(new ListTopicsCommand({})) },
  { action: 'dynamodb:ListTables', send: ({ dynamodb }) => dynamodb.send(new ListTablesCommand({})) },
  { action: 'iam:ListUsers', send: ({ iam }) => iam.send(new ListUsersCommand({})) },
  {
    action: 'iam:ListAccessKeys',
    send: ({ iam }, UserName) => iam.send(new ListAccessKeysCommand({ UserName })),
  },
  {
    // Of one's own device IAM asks for a session with MFA, whatever policies say.
    action: 'iam:DeactivateMFADevice',
    send: ({ iam }, _, UserName) =>
      iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber: NO_SUCH_DEVICE })),
  },
  {
    // Of enrolment, what is beyond it: a device for somebody else.
    action: 'iam:EnableMFADevice',
    send: ({ iam }, _, UserName) =>
      iam.send(
        new EnableMFADeviceCommand({
          UserName,
          SerialNumber: NO_SUCH_DEVICE,
          AuthenticationCode1: '000000',
          AuthenticationCode2: '111111',
        }),
      ),
  },
];

/** What services call it. */
const REFUSALS = /^(AccessDenied|AccessDeniedException|AuthorizationError(Exception)?)$/;

/** Whether a call was authorized: it may fail for another reason. */
export const isAuthorized = async (call: Promise<unknown>): Promise<boolean> => {
  try {
    await call;
    return true;
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    return !REFUSALS.test(error.name);
  }
};
