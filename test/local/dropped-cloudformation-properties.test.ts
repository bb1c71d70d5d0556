import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { GetPolicyCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { deployStack } from './support/cloudformation.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { callResource } from './support/unsigned-call.ts';

const aws = localAws();
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

describe('a table from a template', () => {
  const table = (protectedFromDeletion: boolean) => ({
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: 'ledger',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        Replicas: [
          {
            Region: 'us-east-1',
            DeletionProtectionEnabled: protectedFromDeletion,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        ],
      },
    },
  });

  it('has its time to live, recovery and deletion protection, and keeps to changes', async () => {
    const { dynamodb } = aws.root(memberAccount);
    const TableName = 'ledger';
    const isProtected = async () =>
      (await dynamodb.send(new DescribeTableCommand({ TableName }))).Table?.DeletionProtectionEnabled;
    await deployStack(aws.endpoint(), memberAccount, 'table', table(true));
    expect((await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription).toEqual(
      {
        TimeToLiveStatus: 'ENABLED',
        AttributeName: 'expiresAt',
      },
    );
    const backups = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(
      backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    ).toBe('ENABLED');
    expect(await isProtected()).toBe(true);
    await deployStack(aws.endpoint(), memberAccount, 'table', table(false));
    expect(await isProtected()).toBe(false);
  });
});

describe('a function from a template', () => {
  it('has its reserved concurrency', async () => {
    await deployStack(aws.endpoint(), memberAccount, 'function', {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'reserved',
          Code: { ZipFile: 'exports.handler = async () => 1;' },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          ReservedConcurrentExecutions: 2,
        },
      },
    });
    const to = { endpoint: aws.endpoint(), account: memberAccount, service: 'lambda' };
    const answer = await callResource(to, 'GET', '/2019-09-30/functions/reserved/concurrency');
    expect(JSON.parse(answer)).toEqual({ ReservedConcurrentExecutions: 2 });
  });
});

describe('IAM entities from a template', () => {
  it('have their path', async () => {
    const PolicyDocument = { Version: '2012-10-17', Statement: [allow('s3:*')] };
    const Path = '/mfa-guardian/';
    const outputs = await deployStack(
      aws.endpoint(),
      memberAccount,
      'iam',
      {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { Path, RoleName: 'Reader', AssumeRolePolicyDocument: trust },
        },
        Policy: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: { Path, ManagedPolicyName: 'Enforcement', Description: 'About it', PolicyDocument },
        },
      },
      { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Policy: { Ref: 'Policy' } },
    );
    expect(outputs).toEqual({
      Role: `arn:aws:iam::${memberAccount}:role/mfa-guardian/Reader`,
      Policy: `arn:aws:iam::${memberAccount}:policy/mfa-guardian/Enforcement`,
    });
    const { iam } = aws.root(memberAccount);
    expect((await iam.send(new GetRoleCommand({ RoleName: 'Reader' }))).Role?.Path).toBe(Path);
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: outputs['Policy'] }));
    expect(Policy).toMatchObject({ Path, Description: 'About it', DefaultVersionId: 'v1' });
  });
});

describe('a role from a template', () => {
  const bounded = (PermissionsBoundary: string | undefined) => ({
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: 'bounded', AssumeRolePolicyDocument: trust, PermissionsBoundary },
    },
  });
  const boundaryNow = async () =>
    (await aws.root(memberAccount).iam.send(new GetRoleCommand({ RoleName: 'bounded' }))).Role
      ?.PermissionsBoundary?.PermissionsBoundaryArn;

  it('has its permissions boundary, and loses it with the template', async () => {
    const boundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await deployStack(aws.endpoint(), memberAccount, 'bounded-role', bounded(boundary));
    expect(await boundaryNow()).toBe(boundary);
    await deployStack(aws.endpoint(), memberAccount, 'bounded-role', bounded(undefined));
    expect(await boundaryNow()).toBeUndefined();
  });
});
