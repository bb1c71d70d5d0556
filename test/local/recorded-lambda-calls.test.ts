import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { askFunction } from './support/functions.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { callResource } from './support/unsigned-call.ts';

const aws = localAws();
const functionName = 'reporting';
const home = '/2015-03-31/functions/reporting';
let member: AwsClients;
let queue: Queue;

const ask = (method: string, path: string, input?: object) =>
  callResource({ endpoint: aws.endpoint(), account: memberAccount, service: 'lambda' }, method, path, input);
const records = async () => (await takeEvents(member, queue)).map(({ detail }) => detail);
const calls = async () => (await records()).map((record) => [record.eventName, record.requestParameters]);

beforeAll(async () => {
  member = aws.root(memberAccount);
  await askFunction(aws.endpoint(), memberAccount);
  queue = await catchEvents(member, memberAccount, 'of-lambda', { source: ['aws.lambda'] });
});

describe('the CloudTrail record of a call of Lambda', () => {
  it('names an event source mapping', async () => {
    const mappings = '/2015-03-31/event-source-mappings';
    const body = { FunctionName: functionName, EventSourceArn: queue.arn, Enabled: false };
    const { UUID } = JSON.parse(await ask('POST', mappings, body));
    await ask('PUT', `${mappings}/${UUID}`, { BatchSize: 5 });
    await ask('DELETE', `${mappings}/${UUID}`);
    expect(await calls()).toEqual([
      ['CreateEventSourceMapping20150331', { functionName, eventSourceArn: queue.arn, enabled: false }],
      ['UpdateEventSourceMapping20150331', { uUID: UUID, batchSize: 5 }],
      ['DeleteEventSourceMapping20150331', { uUID: UUID }],
    ]);
  });

  it('has the name with the version, and the parameters of path and body without secrets', async () => {
    const Environment = { Variables: { SECRET: 'guessed' } };
    await ask('PUT', `${home}/configuration`, { Timeout: 9, Environment });
    await ask('PUT', `${home}/code`, { ZipFile: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', Publish: false });
    await ask('PUT', `/2017-10-31/functions/${functionName}/concurrency`, {
      ReservedConcurrentExecutions: 0,
    });
    await ask('DELETE', `${home}/policy/statement-1?Qualifier=live`);
    expect(await calls()).toEqual([
      ['UpdateFunctionConfiguration20150331v2', { functionName, timeout: 9, environment: {} }],
      ['UpdateFunctionCode20150331v2', { functionName, publish: false }],
      ['PutFunctionConcurrency20171031', { functionName, reservedConcurrentExecutions: 0 }],
      ['RemovePermission20150331v2', { functionName, statementId: 'statement-1', qualifier: 'live' }],
    ]);
  });

  it('is a change where the call is one, and none is made of a read', async () => {
    await ask('POST', `${home}/aliases`, { Name: 'live', FunctionVersion: '$LATEST' });
    await ask('PUT', `${home}/aliases/live`, { Description: 'x' });
    await ask('GET', `${home}/aliases/live`);
    await ask('GET', `/2019-09-30/functions/${functionName}/concurrency`);
    await ask('DELETE', `${home}/aliases/live`);
    expect((await records()).map((record) => [record.eventName, record['readOnly']])).toEqual([
      ['CreateAlias20150331', false],
      ['UpdateAlias20150331', false],
      ['DeleteAlias20150331', false],
    ]);
  });

  it('tells the answer without secrets, and nothing of an answer that is empty', async () => {
    const Environment = { Variables: { SECRET: 'guessed' } };
    await ask('PUT', `${home}/configuration`, { Environment });
    await ask('DELETE', home);
    const [update, deletion, ...others] = await records();
    expect(update?.responseElements).toMatchObject({ functionName, environment: {}, packageType: 'Zip' });
    expect(JSON.stringify(update)).not.toContain('guessed');
    expect(deletion).toMatchObject({
      eventName: 'DeleteFunction20150331',
      requestParameters: { functionName },
      responseElements: null,
    });
    expect(others).toEqual([]);
  });
});
