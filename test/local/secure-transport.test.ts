import { SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createQueue } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { policy } from './support/policies.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();

describe('a queue with enforceSSL', () => {
  it('serves calls over the loopback interface, and still refuses what its policy denies', async () => {
    const { sqs } = aws.root(memberAccount);
    const { url: QueueUrl, arn: Resource } = await createQueue(
      aws.root(memberAccount),
      memberAccount,
      'queue',
    );
    const deny = async (value: string) => {
      const Condition = { Bool: { 'aws:SecureTransport': value } };
      const Policy = policy({
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:SendMessage',
        Resource,
        Condition,
      });
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    };
    const send = () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await deny('false');
    await send();
    await deny('true');
    expect(await refusalOf(send())).toMatchObject({ name: 'AccessDenied' });
  });
});
