import { CreateTopicCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { beforeAll, describe, expect, it } from 'vitest';
import { localAws, securityAccount } from './support/local-aws.ts';

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly topic: string;
  readonly at: number;
}

const aws = localAws();
let topic: string | undefined;

const outbox = (query = '') => aws.local<Mail[]>('GET', `mail${query}`);
const publish = (input: object) =>
  aws.root(securityAccount).sns.send(new PublishCommand({ TopicArn: topic, Message: 'Look!', ...input }));

beforeAll(async () => {
  const { sns } = aws.root(securityAccount);
  ({ TopicArn: topic } = await sns.send(new CreateTopicCommand({ Name: 'alerts' })));
  const TopicArn = topic;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'all@example.com' }));
  const FilterPolicy = JSON.stringify({ severity: ['high'] });
  const Attributes = { FilterPolicy };
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'urgent@example.com', Attributes }),
  );
});

describe('the mail outbox', () => {
  it('has what each subscriber of a topic would get', async () => {
    await publish({ Subject: 'Exposed user' });
    const severity = { DataType: 'String', StringValue: 'high' };
    await publish({ MessageAttributes: { severity } });
    const mails = await outbox();
    expect(mails).toMatchObject([
      { to: 'all@example.com', subject: 'Exposed user', body: 'Look!', topic },
      { to: 'all@example.com', subject: 'AWS Notification Message', body: 'Look!' },
      { to: 'urgent@example.com', body: 'Look!' },
    ]);
  });

  it('takes the text meant for e-mail, and tells only what is new', async () => {
    const last = (await outbox()).at(-1)?.at ?? 0;
    const Message = JSON.stringify({ default: 'short', email: 'a long text' });
    await publish({ Message, MessageStructure: 'json' });
    expect(await outbox(`?since=${last}`)).toMatchObject([{ body: 'a long text' }]);
    await aws.local('DELETE', 'mail');
    expect(await outbox()).toEqual([]);
  });
});
