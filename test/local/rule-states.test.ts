import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DescribeArchiveCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListRulesCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type RuleState,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, CreateUserCommand, GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { catchEvents, createQueue, type Queue, takeEvents } from './support/caught-events.ts';
import { deployStack } from './support/cloudformation.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createRole, createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const withReads = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
const EventPattern = JSON.stringify({ source: ['aws.iam', 'aws.sts', 'aws.signin'] });
let member: AwsClients;
let usual: Queue;
let wide: Queue;

const putRule = (Name: string, State?: RuleState) =>
  member.events.send(new PutRuleCommand({ Name, EventPattern, State }));
const stateOf = async (Name: string) => (await member.events.send(new DescribeRuleCommand({ Name }))).State;
const caught = async (queue: Queue) =>
  (await takeEvents(member, queue)).map(({ detail }) => [detail.eventName, detail['readOnly']]);

beforeAll(async () => {
  member = aws.root(memberAccount);
  const pattern = JSON.parse(EventPattern);
  usual = await catchEvents(member, memberAccount, 'usual', pattern);
  wide = await catchEvents(member, memberAccount, 'wide', pattern);
});

beforeEach(async () => {
  await putRule('wide', withReads);
  await caught(usual);
  await caught(wide);
});

describe('a rule in state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', () => {
  it('sees changes, as a rule in state ENABLED does', async () => {
    await member.iam.send(new CreateUserCommand({ UserName: 'ana' }));
    expect(await caught(usual)).toEqual([['CreateUser', false]]);
    expect(await caught(wide)).toEqual([['CreateUser', false]]);
  });

  it('alone sees reads, the denied ones included, without an answer', async () => {
    const somebody = aws.as(await createUser(member, 'somebody'));
    await caught(usual);
    await caught(wide);
    await member.iam.send(new GetUserCommand({ UserName: 'somebody' }));
    await member.sts.send(new GetCallerIdentityCommand({}));
    await refusalOf(somebody.iam.send(new ListUsersCommand({})));
    expect(await caught(usual)).toEqual([]);
    const [read, identity, denied] = (await takeEvents(member, wide)).map(({ detail }) => detail);
    expect(read).toMatchObject({
      eventName: 'GetUser',
      readOnly: true,
      requestParameters: { userName: 'somebody' },
      responseElements: null,
    });
    expect(identity).toMatchObject({ eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity' });
    expect(denied).toMatchObject({ eventName: 'ListUsers', readOnly: true, errorCode: 'AccessDenied' });
  });

  it('sees the calls that give a session, as a rule in state ENABLED does', async () => {
    const RoleArn = await createRole(member, 'worker', memberAccount, [allow('s3:*')]);
    const user = aws.as(await createUser(member, 'assumer', [allow('sts:AssumeRole')]));
    await caught(usual);
    await caught(wide);
    await user.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' }));
    expect(await caught(usual)).toEqual([['AssumeRole', true]]);
    expect(await caught(wide)).toEqual([['AssumeRole', true]]);
  });

  it('alone sees records that are handed in and call themselves read-only', async () => {
    const record = {
      eventSource: 'signin.amazonaws.com',
      eventName: 'CreateOAuth2Token',
      eventType: 'AwsApiCall',
      readOnly: true,
      awsRegion: 'us-east-1',
      recipientAccountId: memberAccount,
    };
    await aws.local('POST', 'cloudtrail', record);
    expect(await caught(usual)).toEqual([]);
    expect(await caught(wide)).toEqual([['CreateOAuth2Token', true]]);
  });

  it('sees reads on another bus too', async () => {
    const EventBusName = 'central';
    const source = ['aws.iam'];
    await member.events.send(new CreateEventBusCommand({ Name: EventBusName }));
    const narrowThere = await catchEvents(member, memberAccount, 'narrow', { source }, EventBusName);
    const wideThere = await catchEvents(member, memberAccount, 'wide-there', { source }, EventBusName);
    const onward = { Name: 'wide-there', EventBusName, EventPattern: JSON.stringify({ source }) };
    await member.events.send(new PutRuleCommand({ ...onward, State: withReads }));
    const central = `arn:aws:events:us-east-1:${memberAccount}:event-bus/${EventBusName}`;
    await member.events.send(
      new PutTargetsCommand({ Rule: 'wide', Targets: [{ Id: 'central', Arn: central }] }),
    );
    await member.iam.send(new ListUsersCommand({}));
    expect(await caught(wideThere)).toEqual([['ListUsers', true]]);
    expect(await caught(narrowThere)).toEqual([]);
  });
});

describe('an archive', () => {
  it('keeps changes and no reads', async () => {
    const ArchiveName = 'everything';
    const EventSourceArn = `arn:aws:events:us-east-1:${memberAccount}:event-bus/default`;
    await member.events.send(new CreateArchiveCommand({ ArchiveName, EventSourceArn, EventPattern }));
    await member.iam.send(new ListUsersCommand({}));
    await member.iam.send(
      new CreateRoleCommand({ RoleName: 'any', AssumeRolePolicyDocument: policy(allow('sts:AssumeRole')) }),
    );
    const { EventCount } = await member.events.send(new DescribeArchiveCommand({ ArchiveName }));
    expect(EventCount).toBe(1);
  });
});

describe('the state of a rule', () => {
  it('is told as it was set', async () => {
    expect(await stateOf('wide')).toBe(withReads);
    const { Rules } = await member.events.send(new ListRulesCommand({ NamePrefix: 'wide' }));
    expect(Rules?.map(({ Name, State }) => [Name, State])).toEqual([['wide', withReads]]);
  });

  it('is kept by EnableRule, unless the rule was disabled', async () => {
    await member.events.send(new EnableRuleCommand({ Name: 'wide' }));
    expect(await stateOf('wide')).toBe(withReads);
    await member.events.send(new DisableRuleCommand({ Name: 'wide' }));
    await member.iam.send(new ListUsersCommand({}));
    expect(await caught(wide)).toEqual([]);
    await member.events.send(new EnableRuleCommand({ Name: 'wide' }));
    expect(await stateOf('wide')).toBe('ENABLED');
  });

  it('is one of three', async () => {
    const refusal = await refusalOf(putRule('odd', 'ENABLED_SOMEHOW' as RuleState));
    expect(refusal).toMatchObject({ name: 'ValidationException' });
  });

  it('comes from a template, and follows it', async () => {
    const queue = await createQueue(member, memberAccount, 'from-template');
    const rule = (Description: string, State?: string) => ({
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Name: 'from-template',
          Description,
          ...(State && { State }),
          EventPattern: JSON.parse(EventPattern),
          Targets: [{ Id: 'queue', Arn: queue.arn }],
        },
      },
    });
    const states: (string | undefined)[] = [];
    for (const resources of [rule('one', withReads), rule('two', withReads), rule('three')]) {
      await deployStack(aws.endpoint(), memberAccount, 'rule', resources);
      states.push(await stateOf('from-template'));
      await member.iam.send(new ListUsersCommand({}));
    }
    expect(states).toEqual([withReads, withReads, 'ENABLED']);
    expect(await caught(queue)).toEqual([
      ['ListUsers', true],
      ['ListUsers', true],
    ]);
  });
});
