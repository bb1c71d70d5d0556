import { CreateQueueCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sqsWorkQueue } from '#adapters/sqs-work-queue.ts';
import { decodeWork } from '#contracts/queued-work.ts';
import { milliseconds, minutes } from '#core/kernel/time.ts';
import type { ExpandWork, LookWork, Work } from '#core/workload/work.ts';
import type { WorkQueue } from '#ports/work-queue.ts';
import { ANA, HUB_ACCOUNT, PARTITION } from '../fakes/people.ts';
import { CALL } from '../fakes/records.ts';
import { stubFunctionEnvironment } from './support/deployed-environment.ts';
import { localAws, securityAccount } from './support/local-aws.ts';

const aws = localAws();
const LOOK: LookWork = { kind: 'look', principal: ANA, urgency: 'settling', number: 3 };
const EXPAND: ExpandWork = {
  kind: 'expand',
  partition: PARTITION,
  account: HUB_ACCOUNT,
  concern: { kind: 'group', groupName: 'größe <&>' },
  urgency: 'urgent',
  page: { marker: 'AAA/BBB+==', call: CALL },
};

let queueUrl: string;
let queue: WorkQueue;
let queues = 0;

const receive = async (WaitTimeSeconds = 0): Promise<readonly Message[]> => {
  const { Messages = [] } = await aws.root(securityAccount).sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      WaitTimeSeconds,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['MessageGroupId'],
    }),
  );
  return Messages;
};

const workIn = ({ Body }: Message): Work | undefined => {
  const decoded = decodeWork(JSON.parse(Body ?? 'null'));
  return decoded.ok ? decoded.value : undefined;
};

/** A queue of its own for each test. */
const emptyQueue = async (): Promise<void> => {
  queues += 1;
  const created = await aws
    .root(securityAccount)
    .sqs.send(new CreateQueueCommand({ QueueName: `assessments-${queues}` }));
  queueUrl = created.QueueUrl ?? '';
  queue = sqsWorkQueue(queueUrl);
};

beforeAll(() => {
  stubFunctionEnvironment(aws.endpoint(), securityAccount);
});

describe('sqsWorkQueue', () => {
  it('sends work that says the same when it comes, as a share of the account that it is for', async () => {
    await emptyQueue();
    await queue.send(LOOK, milliseconds(0));
    await queue.send(EXPAND, milliseconds(0));
    const messages = await receive(5);
    const byGroup = messages.map((message) => [message.Attributes?.MessageGroupId, workIn(message)]);
    expect(byGroup).toEqual(
      expect.arrayContaining([
        [ANA.account, LOOK],
        [HUB_ACCOUNT, EXPAND],
      ]),
    );
  });

  it('never shows it before the delay is over, and rounds up', async () => {
    await emptyQueue();
    const before = Date.now();
    await queue.send(LOOK, milliseconds(1_100));
    expect(await receive()).toEqual([]);
    const [message] = await receive(5);
    expect(message && workIn(message)).toEqual(LOOK);
    expect(Date.now() - before).toBeGreaterThanOrEqual(1_100);
  });

  it('takes the longest delay that SQS has', async () => {
    await emptyQueue();
    await queue.send(LOOK, minutes(15));
    expect(await receive()).toEqual([]);
  });
});
