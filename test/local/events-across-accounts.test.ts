import {
  CreateEventBusCommand,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateUserCommand, DeleteRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localOrganizationId } from '../../local/emulator.ts';
import type { AwsClients } from './support/aws-clients.ts';
import { catchEvents, createQueue, type Queue, takeEvents, takeMessages } from './support/caught-events.ts';
import { localAws, memberAccount, otherMemberAccount, securityAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createRole } from './support/principals.ts';

const aws = localAws();
const ingress = `arn:aws:events:us-east-1:${securityAccount}:event-bus/ingress`;
const forwarderArn = `arn:aws:iam::${memberAccount}:role/guardian/forwarder`;
const mayPut = policy(allow('events:PutEvents', { Resource: ingress }));
let member: AwsClients;
let security: AwsClients;
let arrived: Queue;
let deadLetters: Queue;

const letIn = (Condition: unknown) =>
  security.events.send(
    new PutPermissionCommand({
      EventBusName: 'ingress',
      Policy: policy({
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: ingress,
        Condition,
      }),
    }),
  );
const happen = (UserName: string) => member.iam.send(new CreateUserCommand({ UserName }));
const deadLetterCodes = async () =>
  (await takeMessages(member, deadLetters)).map(
    (message) => message.MessageAttributes?.['ERROR_CODE']?.StringValue,
  );

beforeAll(async () => {
  member = aws.root(memberAccount);
  security = aws.root(securityAccount);
  await security.events.send(new CreateEventBusCommand({ Name: 'ingress' }));
  arrived = await catchEvents(security, securityAccount, 'arrived', { source: ['aws.iam'] }, 'ingress');
  deadLetters = await createQueue(member, memberAccount, 'dead-letters');
  const service = { Service: 'events.amazonaws.com' };
  await createRole(member, 'forwarder', service, [allow('events:PutEvents', { Resource: ingress })], {
    path: '/guardian/',
  });
  const EventPattern = JSON.stringify({ source: ['aws.iam'], detail: { eventName: ['CreateUser'] } });
  await member.events.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
  const target = {
    Id: 'hub',
    Arn: ingress,
    RoleArn: forwarderArn,
    DeadLetterConfig: { Arn: deadLetters.arn },
  };
  await member.events.send(new PutTargetsCommand({ Rule: 'forward', Targets: [target] }));
});

beforeEach(async () => {
  await letIn({
    StringEquals: { 'aws:PrincipalOrgID': localOrganizationId },
    ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/guardian/forwarder' },
  });
});

describe('a rule whose target is a bus of another account', () => {
  it('delivers there, and the event keeps its account, Region, time and id', async () => {
    const local = await catchEvents(member, memberAccount, 'local', { source: ['aws.iam'] });
    await happen('forwarded');
    const [here] = await takeEvents(member, local);
    const [there, ...others] = await takeEvents(security, arrived);
    expect(others).toEqual([]);
    expect(there).toEqual(here);
    expect(there).toMatchObject({ account: memberAccount, region: 'us-east-1', source: 'aws.iam' });
  });

  it.each([
    ['of another organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-somebodyelse' } }],
    [
      'without that role',
      { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${memberAccount}:role/forwarder` } },
    ],
  ])(
    'is refused by a bus policy for principals %s, and the event becomes a dead letter',
    async (_who, condition) => {
      await letIn(condition);
      await happen(`refused-${Object.keys(condition)[0]}`);
      expect(await takeEvents(security, arrived)).toEqual([]);
      expect(await deadLetterCodes()).toEqual(['NO_PERMISSIONS']);
    },
  );

  it('is refused when the role itself may not put events', async () => {
    const role = { RoleName: 'forwarder', PolicyName: 'may' };
    await member.iam.send(new DeleteRolePolicyCommand(role));
    await happen('role-may-not');
    await member.iam.send(new PutRolePolicyCommand({ ...role, PolicyDocument: mayPut }));
    expect(await takeEvents(security, arrived)).toEqual([]);
    expect(await deadLetterCodes()).toEqual(['NO_PERMISSIONS']);
  });

  it('is refused when EventBridge may not assume the role', async () => {
    const statements = [allow('events:PutEvents', { Resource: ingress })];
    const RoleArn = await createRole(member, 'for-lambda', { Service: 'lambda.amazonaws.com' }, statements);
    await letIn({ StringEquals: { 'aws:PrincipalOrgID': localOrganizationId } });
    const EventPattern = JSON.stringify({ source: ['test.trust'] });
    await member.events.send(new PutRuleCommand({ Name: 'untrusting', EventPattern }));
    const DeadLetterConfig = { Arn: deadLetters.arn };
    const Targets = [{ Id: 'hub', Arn: ingress, RoleArn, DeadLetterConfig }];
    await member.events.send(new PutTargetsCommand({ Rule: 'untrusting', Targets }));
    const Entries = [{ Source: 'test.trust', DetailType: 'x', Detail: '{}' }];
    await member.events.send(new PutEventsCommand({ Entries }));
    expect(await deadLetterCodes()).toEqual(['NO_PERMISSIONS']);
  });

  it('does not send on what came from another account', async () => {
    const other = aws.root(otherMemberAccount);
    const third = `arn:aws:events:us-east-1:${otherMemberAccount}:event-bus/third`;
    await other.events.send(new CreateEventBusCommand({ Name: 'third' }));
    const anybody = { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: third } as const;
    await other.events.send(new PutPermissionCommand({ EventBusName: 'third', Policy: policy(anybody) }));
    const queue = await catchEvents(other, otherMemberAccount, 'third', { source: ['aws.iam'] }, 'third');
    const service = { Service: 'events.amazonaws.com' };
    const RoleArn = await createRole(security, 'onward', service, [allow('events:PutEvents')]);
    const rule = { EventBusName: 'ingress', EventPattern: JSON.stringify({ source: ['aws.iam'] }) };
    await security.events.send(new PutRuleCommand({ Name: 'onward', ...rule }));
    await security.events.send(
      new PutTargetsCommand({
        Rule: 'onward',
        EventBusName: 'ingress',
        Targets: [{ Id: 'third', Arn: third, RoleArn }],
      }),
    );
    await happen('no-second-hop');
    expect(await takeEvents(security, arrived)).toHaveLength(1);
    expect(await takeEvents(other, queue)).toEqual([]);
  });
});

describe('a rule whose target is a bus of its own account', () => {
  it('delivers there', async () => {
    await member.events.send(new CreateEventBusCommand({ Name: 'own' }));
    const queue = await catchEvents(member, memberAccount, 'own', { source: ['test.own'] }, 'own');
    const EventPattern = JSON.stringify({ source: ['test.own'] });
    await member.events.send(new PutRuleCommand({ Name: 'to-own', EventPattern }));
    const Arn = `arn:aws:events:us-east-1:${memberAccount}:event-bus/own`;
    await member.events.send(new PutTargetsCommand({ Rule: 'to-own', Targets: [{ Id: 'own', Arn }] }));
    const Entries = [{ Source: 'test.own', DetailType: 'x', Detail: '{"n":1}' }];
    await member.events.send(new PutEventsCommand({ Entries }));
    expect(await takeEvents(member, queue)).toMatchObject([{ source: 'test.own', detail: { n: 1 } }]);
  });
});
