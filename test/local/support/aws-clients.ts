import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsClients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly cloudTrail: CloudTrailClient;
  readonly events: EventBridgeClient;
  readonly dynamodb: DynamoDBClient;
}

/** An access key id of twelve digits is that account's root. */
export function rootOf(account: string): Credentials {
  return { accessKeyId: account, secretAccessKey: 'test' };
}

export function clientsAs(credentials: Credentials, endpoint: string, region = 'us-east-1'): AwsClients {
  const configuration = { credentials, endpoint, region, maxAttempts: 1 };
  return {
    iam: new IAMClient(configuration),
    sts: new STSClient(configuration),
    sqs: new SQSClient(configuration),
    sns: new SNSClient(configuration),
    cloudTrail: new CloudTrailClient(configuration),
    events: new EventBridgeClient(configuration),
    dynamodb: new DynamoDBClient(configuration),
  };
}

/** Access keys and sessions as the SDK answers them. */
export function asCredentials(issued: {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}): Credentials {
  return {
    accessKeyId: issued.AccessKeyId ?? '',
    secretAccessKey: issued.SecretAccessKey ?? '',
    ...(issued.SessionToken && { sessionToken: issued.SessionToken }),
  };
}
