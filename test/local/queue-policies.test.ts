import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { createQueue, type Queue, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy, type Statement } from './support/policies.ts';
import { createRole } from './support/principals.ts';

const aws = localAws();
const rule = { Name: 'rule', EventPattern: JSON.stringify({ source: ['test.queue'] }) };
const ruleArn = `arn:aws:events:us-east-1:${memberAccount}:rule/rule`;
let member: AwsClients;
let queue: Queue;

const letIn = (more: object | undefined) => {
  const statement = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue.arn, ...more };
  const Policy = more ? policy(statement as Statement) : '';
  return member.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy } }));
};
const delivered = async () => {
  const Entries = [{ Source: 'test.queue', DetailType: 'x', Detail: '{}' }];
  await member.events.send(new PutEventsCommand({ Entries }));
  return (await takeEvents(member, queue)).length;
};

beforeAll(async () => {
  member = aws.root(memberAccount);
  queue = await createQueue(member, memberAccount, 'queue');
  await member.events.send(new PutRuleCommand(rule));
  await member.events.send(
    new PutTargetsCommand({ Rule: rule.Name, Targets: [{ Id: 'queue', Arn: queue.arn }] }),
  );
});

describe('a rule delivers to a queue', () => {
  const Principal = { Service: 'events.amazonaws.com' };

  it.each([
    ['not, without a policy', undefined, 0],
    ['that lets EventBridge in', { Principal }, 1],
    ['that lets this rule in', { Principal, Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } } }, 1],
    [
      'not, when another rule is let in',
      { Principal, Condition: { ArnEquals: { 'aws:SourceArn': `${ruleArn}2` } } },
      0,
    ],
    ['not, when another service is let in', { Principal: { Service: 'sns.amazonaws.com' } }, 0],
  ])('%s', async (_which, statement, expected) => {
    await letIn(statement);
    expect(await delivered()).toBe(expected);
  });

  it('through the role of its target, if that may send', async () => {
    await letIn(undefined);
    const trusted = { Service: 'events.amazonaws.com' };
    const may = await createRole(member, 'may', trusted, [allow('sqs:SendMessage')]);
    const mayNot = await createRole(member, 'may-not', trusted, [allow('sqs:ReceiveMessage')]);
    for (const [RoleArn, expected] of [
      [may, 1],
      [mayNot, 0],
    ] as const) {
      const Targets = [{ Id: 'queue', Arn: queue.arn, RoleArn }];
      await member.events.send(new PutTargetsCommand({ Rule: rule.Name, Targets }));
      expect(await delivered()).toBe(expected);
    }
  });
});
