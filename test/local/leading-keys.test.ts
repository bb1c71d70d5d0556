import { CreateTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const TableName = 'ledger';
let clerk: AwsClients;

const put = (pk: string) => clerk.dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));
const get = (pk: string) => clerk.dynamodb.send(new GetItemCommand({ TableName, Key: { pk: { S: pk } } }));

beforeAll(async () => {
  const member = aws.root(memberAccount);
  await member.dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  const Condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'notice#*' } };
  clerk = aws.as(
    await createUser(member, 'clerk', [allow(['dynamodb:PutItem', 'dynamodb:GetItem'], { Condition })]),
  );
});

describe('dynamodb:LeadingKeys', () => {
  it('lets items of the partitions it names be written and read', async () => {
    await put('notice#sent');
    expect((await get('notice#sent')).Item).toEqual({ pk: { S: 'notice#sent' } });
  });

  it('keeps items of other partitions out of reach', async () => {
    expect(await refusalOf(put('user#ana'))).toMatchObject({ name: 'AccessDeniedException' });
    expect(await refusalOf(get('user#ana'))).toMatchObject({ name: 'AccessDeniedException' });
  });
});
