import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { createQueue, type Queue, takeMessages } from './support/caught-events.ts';
import { deployStack } from './support/cloudformation.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { createRole } from './support/principals.ts';

const aws = localAws();
let member: AwsClients;
let queue: Queue;
let deadLetters: Queue;

/** A schedule that is due at once. */
const schedule = (name: string, RoleArn: string) =>
  deployStack(aws.endpoint(), memberAccount, name, {
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: name,
        ScheduleExpression: 'at(2026-01-01T00:00:00)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: queue.arn, RoleArn, Input: '{"n":1}', DeadLetterConfig: { Arn: deadLetters.arn } },
      },
    },
  });

beforeAll(async () => {
  member = aws.root(memberAccount);
  queue = await createQueue(member, memberAccount, 'queue');
  deadLetters = await createQueue(member, memberAccount, 'dead-letters');
});

describe('a schedule', () => {
  it('delivers within seconds, through a role that may', async () => {
    const trusted = { Service: 'scheduler.amazonaws.com' };
    await schedule('right', await createRole(member, 'right', trusted, [allow('sqs:SendMessage')]));
    await expect
      .poll(() => takeMessages(member, queue), { timeout: 4_000 })
      .toMatchObject([{ Body: '{"n":1}' }]);
  });

  it('leaves a dead letter when its role may send there only', async () => {
    const trusted = { Service: 'scheduler.amazonaws.com' };
    const statements = [allow('sqs:SendMessage', { Resource: deadLetters.arn })];
    await schedule('wrong', await createRole(member, 'wrong', trusted, statements));
    await expect.poll(() => takeMessages(member, deadLetters), { timeout: 4_000 }).toHaveLength(1);
    expect(await takeMessages(member, queue)).toEqual([]);
  });

  it('delivers nothing through a role that only rules may assume', async () => {
    const trusted = { Service: 'events.amazonaws.com' };
    await schedule('untrusting', await createRole(member, 'untrusting', trusted, [allow('sqs:SendMessage')]));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await takeMessages(member, queue)).toEqual([]);
  });
});
