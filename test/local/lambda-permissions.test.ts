import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { createQueue, type Queue, takeMessages } from './support/caught-events.ts';
import { deployStack } from './support/cloudformation.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, type Statement } from './support/policies.ts';

const aws = localAws({ settings: { LAMBDA_ASYNC_RETRY_BASE_SECONDS: '0.05' } });
let member: AwsClients;
let deadLetters: Queue;
let failures: Queue;

const failing = `exports.handler = async () => { throw new Error('on purpose'); };`;
const document = (statement: Statement) => ({ Version: '2012-10-17', Statement: [statement] });
const trust = document({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

function template(withPermission: boolean): Record<string, unknown> {
  const permission = {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'Function' },
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] },
    },
  };
  return {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust,
        Policies: [{ PolicyName: 'may', PolicyDocument: document(allow('sqs:SendMessage')) }],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: failing },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        DeadLetterConfig: { TargetArn: failures.arn },
      },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['test.function'] },
        Targets: [
          {
            Id: 'function',
            Arn: { 'Fn::GetAtt': ['Function', 'Arn'] },
            DeadLetterConfig: { Arn: deadLetters.arn },
          },
        ],
      },
    },
    ...(withPermission && { Permission: permission }),
  };
}

const emit = () =>
  member.events.send(
    new PutEventsCommand({ Entries: [{ Source: 'test.function', DetailType: 'x', Detail: '{}' }] }),
  );

beforeAll(async () => {
  member = aws.root(memberAccount);
  deadLetters = await createQueue(member, memberAccount, 'dead-letters');
  failures = await createQueue(member, memberAccount, 'failures');
});

describe('a rule invokes a function', () => {
  it('not, without a permission', async () => {
    await deployStack(aws.endpoint(), memberAccount, 'function', template(false));
    await emit();
    expect(await takeMessages(member, deadLetters)).toMatchObject([
      { MessageAttributes: { ERROR_CODE: { StringValue: 'NO_PERMISSIONS' } } },
    ]);
  });

  it('that permits it, and what fails three times goes to the dead-letter queue of the function', async () => {
    await deployStack(aws.endpoint(), memberAccount, 'function', template(true));
    await emit();
    expect(await takeMessages(member, deadLetters)).toEqual([]);
    await expect.poll(() => takeMessages(member, failures), { timeout: 15_000 }).toHaveLength(1);
  });
});
