import { ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOTICE_PARTITION } from '#adapters/ledger-keys.ts';
import { snsNotifier } from '#adapters/sns-notifier.ts';
import type { Notifier } from '#ports/notifier.ts';
import { readMail } from '../../local/organization/mail.ts';
import { createLedgerTable, stubFunctionEnvironment } from './support/deployed-environment.ts';
import { localAws, securityAccount } from './support/local-aws.ts';

const aws = localAws();
const TableName = 'ledger';
let notifier: Notifier;

const messageNamed = (id: string) => ({ id, subject: `About ${id}`, body: 'Look at it.' });

const mailAbout = async (id: string) =>
  (await readMail(aws.endpoint())).filter(({ subject }) => subject === `About ${id}`);

beforeAll(async () => {
  const hub = aws.root(securityAccount);
  await createLedgerTable(hub.dynamodb, TableName);
  const { TopicArn = '' } = await hub.sns.send(new CreateTopicCommand({ Name: 'alerts' }));
  await hub.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'security@example.com' }));
  stubFunctionEnvironment(aws.endpoint(), securityAccount);
  notifier = snsNotifier(TopicArn, TableName);
});

describe('snsNotifier', () => {
  it('sends a notice once, however often it is asked to', async () => {
    await notifier.sendOnce(messageNamed('ana'));
    await notifier.sendOnce(messageNamed('ana'));
    expect(await mailAbout('ana')).toHaveLength(1);
  });

  it('sends a notice that could not be sent the first time', async () => {
    await aws.local('POST', 'faults', {
      service: 'sns',
      action: 'Publish',
      times: 5,
      errorCode: 'ServiceFailure',
    });
    await expect(notifier.sendOnce(messageNamed('ben'))).rejects.toThrow();
    await aws.local('DELETE', 'faults');
    await notifier.sendOnce(messageNamed('ben'));
    expect(await mailAbout('ben')).toHaveLength(1);
  });

  it('sends a notice whose sending was cut off, once nobody can be at it any more', async () => {
    const { dynamodb } = aws.root(securityAccount);
    // Neither sent nor taken back, as after a crash in between.
    await aws.local('POST', 'faults', {
      service: 'sns',
      action: 'Publish',
      times: 5,
      errorCode: 'ServiceFailure',
    });
    await aws.local('POST', 'faults', {
      service: 'dynamodb',
      action: 'DeleteItem',
      times: 5,
      errorCode: 'InternalServerError',
    });
    await expect(notifier.sendOnce(messageNamed('cleo'))).rejects.toThrow();
    await aws.local('DELETE', 'faults');
    await expect(notifier.sendOnce(messageNamed('cleo'))).rejects.toThrow(/in progress/);

    const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }));
    const begun = Items.find(({ status }) => status?.S === 'INPROGRESS');
    const lease = Number(begun?.['in_progress_expiration']?.N) - Date.now();
    expect(lease).toBeGreaterThan(50_000);
    expect(lease).toBeLessThanOrEqual(60_000);
    await dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: { pk: { S: NOTICE_PARTITION }, sk: begun?.['sk'] ?? { S: '' } },
        UpdateExpression: 'SET in_progress_expiration = :past',
        ExpressionAttributeValues: { ':past': { N: String(Date.now() - 1) } },
      }),
    );
    await notifier.sendOnce(messageNamed('cleo'));
    expect(await mailAbout('cleo')).toHaveLength(1);
  });
});
