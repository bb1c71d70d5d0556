import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  PutPermissionCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-eventbridge';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { deleteStack, deployStack } from './support/cloudformation.ts';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
let security: AwsClients;

const policyOf = async (Name: string) => {
  const { Policy } = await security.events.send(new DescribeEventBusCommand({ Name }));
  return Policy === undefined ? undefined : JSON.parse(Policy);
};

beforeAll(async () => {
  security = aws.root(securityAccount);
  await security.events.send(new CreateEventBusCommand({ Name: 'bus' }));
});

describe('PutPermission', () => {
  const Resource = `arn:aws:events:us-east-1:${securityAccount}:event-bus/bus`;

  it('writes a statement for an account, with its condition, and takes it back', async () => {
    const permission = { EventBusName: 'bus', StatementId: 'one', Action: 'events:PutEvents' };
    const Condition = { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1234567890' };
    await security.events.send(
      new PutPermissionCommand({ ...permission, Principal: memberAccount, Condition }),
    );
    expect(await policyOf('bus')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'one',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${memberAccount}:root` },
          Action: 'events:PutEvents',
          Resource,
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
        },
      ],
    });
    await security.events.send(new RemovePermissionCommand({ EventBusName: 'bus', StatementId: 'one' }));
    expect(await policyOf('bus')).toBeUndefined();
  });

  it('takes a whole policy', async () => {
    const document = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'x', Effect: 'Deny', Principal: '*', Action: '*', Resource }],
    };
    const Policy = JSON.stringify(document);
    await security.events.send(new PutPermissionCommand({ EventBusName: 'bus', Policy }));
    expect(await policyOf('bus')).toEqual(document);
    await security.events.send(
      new RemovePermissionCommand({ EventBusName: 'bus', RemoveAllPermissions: true }),
    );
  });

  it('is refused for a bus that does not exist', async () => {
    const call = new PutPermissionCommand({
      EventBusName: 'nowhere',
      StatementId: 'x',
      Principal: '*',
      Action: 'x',
    });
    expect(await refusalOf(security.events.send(call))).toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a bus', () => {
  it('takes its policy along when it is deleted', async () => {
    await security.events.send(new CreateEventBusCommand({ Name: 'gone' }));
    const permission = { EventBusName: 'gone', StatementId: 'x', Principal: '*', Action: 'events:PutEvents' };
    await security.events.send(new PutPermissionCommand(permission));
    await security.events.send(new DeleteEventBusCommand({ Name: 'gone' }));
    await security.events.send(new CreateEventBusCommand({ Name: 'gone' }));
    expect(await policyOf('gone')).toBeUndefined();
  });
});

describe('AWS::Events::EventBusPolicy', () => {
  const resources = (organization: string) => ({
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'deployed' } },
    Policy: {
      Type: 'AWS::Events::EventBusPolicy',
      Properties: {
        EventBusName: { Ref: 'Bus' },
        StatementId: 'organization',
        Statement: {
          Effect: 'Allow',
          Principal: '*',
          Action: 'events:PutEvents',
          Resource: { 'Fn::GetAtt': ['Bus', 'Arn'] },
          Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
        },
      },
    },
  });
  const statement = (organization: string) => ({
    Sid: 'organization',
    Effect: 'Allow',
    Principal: '*',
    Action: 'events:PutEvents',
    Resource: `arn:aws:events:us-east-1:${securityAccount}:event-bus/deployed`,
    Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
  });

  it('is deployed, updated and deleted', async () => {
    await deployStack(aws.endpoint(), securityAccount, 'buses', resources('o-aaaaaaaaaa'));
    expect((await policyOf('deployed')).Statement).toEqual([statement('o-aaaaaaaaaa')]);
    await deployStack(aws.endpoint(), securityAccount, 'buses', resources('o-bbbbbbbbbb'));
    expect((await policyOf('deployed')).Statement).toEqual([statement('o-bbbbbbbbbb')]);
    const { Bus } = resources('');
    await deployStack(aws.endpoint(), securityAccount, 'buses', { Bus });
    expect(await policyOf('deployed')).toBeUndefined();
    await deleteStack(aws.endpoint(), securityAccount, 'buses');
  });
});
