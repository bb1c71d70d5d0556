import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const record = {
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  awsRegion: 'eu-north-1',
  recipientAccountId: memberAccount,
  eventID: 'c2c5e9a4-0a5d-4b1e-9a3c-2d2f0a1b3c4d',
  userIdentity: { type: 'Root', accountId: memberAccount },
};
let north: AwsClients;
let queue: Queue;

const give = (body: unknown) => aws.local('POST', 'cloudtrail', body);

beforeAll(async () => {
  north = aws.root(memberAccount, 'eu-north-1');
  queue = await catchEvents(
    north,
    memberAccount,
    'caught',
    { source: [{ prefix: 'aws.' }] },
    'default',
    'eu-north-1',
  );
  await takeEvents(north, queue);
});

describe('a CloudTrail record that is handed in', () => {
  it('arrives on the default bus of the account and Region it names', async () => {
    await give(record);
    expect(await takeEvents(north, queue)).toMatchObject([
      {
        source: 'aws.signin',
        'detail-type': 'AWS Console Sign In via CloudTrail',
        account: memberAccount,
        region: 'eu-north-1',
        detail: record,
      },
    ]);
  });

  it.each([
    ['AwsApiCall', 'AWS API Call via CloudTrail'],
    ['AwsConsoleSignIn', 'AWS Console Sign In via CloudTrail'],
    ['AwsServiceEvent', 'AWS Service Event via CloudTrail'],
    ['AwsConsoleAction', 'AWS Console Action via CloudTrail'],
  ])('of type %s has the detail-type %s, whichever service it is of', async (eventType, detailType) => {
    for (const service of ['iam', 'signin']) {
      await give({ ...record, eventSource: `${service}.amazonaws.com`, eventType });
      expect(await takeEvents(north, queue)).toMatchObject([
        { source: `aws.${service}`, 'detail-type': detailType },
      ]);
    }
  });

  it('of no type is an API call', async () => {
    const { eventType: _, ...untyped } = record;
    await give(untyped);
    expect(await takeEvents(north, queue)).toMatchObject([{ 'detail-type': 'AWS API Call via CloudTrail' }]);
  });

  it('may come twice', async () => {
    await give(record);
    await give(record);
    const events = await takeEvents(north, queue);
    expect(events).toMatchObject(Array(2).fill({ detail: record }));
    expect(events[0]?.id).not.toBe(events[1]?.id);
  });

  it('within an event keeps the time and id of the event', async () => {
    const event = {
      id: '11111111-2222-4333-8444-555555555555',
      time: '2026-01-02T03:04:05Z',
      account: memberAccount,
      region: 'eu-north-1',
      source: 'aws.iam',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: { odd: [null] },
    };
    await give(event);
    expect(await takeEvents(north, queue)).toEqual([{ ...event, version: '0', resources: [] }]);
  });

  it('is refused when it does not say where it belongs', async () => {
    const { recipientAccountId: _, ...homeless } = record;
    expect((await refusalOf(give(homeless))).message).toContain('recipientAccountId is missing');
  });

  it('is refused when it is of no type that EventBridge knows', async () => {
    expect((await refusalOf(give({ ...record, eventType: 'AwsSomething' }))).message).toContain('AwsApiCall');
  });
});
