import { CreateEventBusCommand, PutEventsCommand, PutPermissionCommand } from '@aws-sdk/client-eventbridge';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients, Credentials } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const busArn = (name: string) => `arn:aws:events:us-east-1:${securityAccount}:event-bus/${name}`;
let security: AwsClients;
let publisher: Credentials;
let queue: Queue;

const put = (clients: AwsClients, EventBusName: string, Source = 'test.forged') =>
  clients.events.send(
    new PutEventsCommand({
      Entries: [{ EventBusName, Source, DetailType: 'Verdict Reached', Detail: '{"n":1}' }],
    }),
  );

beforeAll(async () => {
  security = aws.root(securityAccount);
  for (const Name of ['internal', 'open']) await security.events.send(new CreateEventBusCommand({ Name }));
  await security.events.send(
    new PutPermissionCommand({
      EventBusName: 'open',
      StatementId: 'member',
      Action: 'events:PutEvents',
      Principal: memberAccount,
    }),
  );
  queue = await catchEvents(security, securityAccount, 'caught', { source: [{ prefix: 'test.' }] }, 'open');
  publisher = await createUser(aws.root(memberAccount), 'publisher', [allow('events:PutEvents')]);
});

describe('PutEvents on a bus of another account', () => {
  it('is refused when the bus has no policy', async () => {
    const refusal = await refusalOf(put(aws.as(publisher), busArn('internal')));
    expect(refusal.name).toBe('AccessDeniedException');
    expect(refusal.message).toContain('no resource-based policy allows the events:PutEvents action');
  });

  it("is refused to the other account's root, too", async () => {
    expect(await refusalOf(put(aws.root(memberAccount), busArn('internal')))).toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('succeeds when the bus lets the account in, and tells the account it came from', async () => {
    const answer = await put(aws.as(publisher), busArn('open'));
    expect(answer.FailedEntryCount).toBe(0);
    expect(await takeEvents(security, queue)).toMatchObject([
      { id: answer.Entries?.[0]?.EventId, account: memberAccount, source: 'test.forged', detail: { n: 1 } },
    ]);
  });

  it('is refused to a principal whose own policies do not allow it', async () => {
    const powerless = await createUser(aws.root(memberAccount), 'powerless');
    const refusal = await refusalOf(put(aws.as(powerless), busArn('open')));
    expect(refusal.name).toBe('AccessDeniedException');
  });

  it.each([
    ['another', busArn('open'), memberAccount],
    ['its own', 'default', memberAccount],
  ])("never takes an AWS service's source, on the bus of %s account", async (_whose, bus, account) => {
    const answer = await put(aws.root(account), bus, 'aws.iam');
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'NotAuthorizedForSourceException' }],
    });
  });
});
