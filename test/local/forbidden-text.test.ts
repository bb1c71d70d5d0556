import {
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateRoleDescriptionCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html

const aws = localAws();
const escapeCode = 'bad\u001b[31m';
const onlyNames = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';
const PolicyDocument = policy(allow('s3:*'));
const trust = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${memberAccount}:root` },
  Action: 'sts:AssumeRole',
} as const;
const AssumeRolePolicyDocument = policy(trust);
let member: AwsClients;
let iam: AwsClients['iam'];

beforeAll(async () => {
  member = aws.root(memberAccount);
  ({ iam } = member);
  await createUser(member, 'ada');
  await iam.send(new CreateRoleCommand({ RoleName: 'R', AssumeRolePolicyDocument }));
});

const validationError = (message: string) => ({
  name: 'ValidationError',
  message: expect.stringContaining(message),
});
const constraint = (place: string, must: string) =>
  validationError(
    `1 validation error detected: Value at '${place}' failed to satisfy constraint: Member must ${must}`,
  );

describe('a name', () => {
  it('with a control character is refused, and nothing is stored', async () => {
    const refused = await refusalOf(iam.send(new CreateUserCommand({ UserName: escapeCode })));
    expect(refused).toMatchObject(
      validationError(`The specified value for userName is invalid. ${onlyNames}`),
    );
    const { Users = [] } = await iam.send(new ListUsersCommand({}));
    expect(Users.map(({ UserName }) => UserName)).toEqual(['ada']);
  });

  it.each(['a b', 'a/b', 'größe', '<b>', 'a\n', ''])('may not be %j', async (UserName) => {
    expect(await refusalOf(iam.send(new CreateUserCommand({ UserName })))).toMatchObject({
      name: 'ValidationError',
    });
  });

  it('of a user cannot be changed into a forbidden one', async () => {
    const rename = new UpdateUserCommand({ UserName: 'ada', NewUserName: escapeCode });
    expect(await refusalOf(iam.send(rename))).toMatchObject(validationError('newUserName'));
  });

  it('is checked for groups, roles and policies too', async () => {
    const calls = {
      groupName: iam.send(new CreateGroupCommand({ GroupName: escapeCode })),
      roleName: iam.send(new CreateRoleCommand({ RoleName: escapeCode, AssumeRolePolicyDocument })),
      policyName: iam.send(
        new PutUserPolicyCommand({ UserName: 'ada', PolicyName: escapeCode, PolicyDocument }),
      ),
    };
    for (const [place, call] of Object.entries(calls)) {
      expect(await refusalOf(call)).toMatchObject(
        validationError(`The specified value for ${place} is invalid.`),
      );
    }
  });

  it('has a longest length: 64 characters of users, 128 of groups', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'u'.repeat(64) }));
    await iam.send(new CreateGroupCommand({ GroupName: 'g'.repeat(128) }));
    expect(await refusalOf(iam.send(new CreateUserCommand({ UserName: 'u'.repeat(65) })))).toMatchObject(
      constraint('userName', 'have length less than or equal to 64'),
    );
    expect(await refusalOf(iam.send(new CreateGroupCommand({ GroupName: 'g'.repeat(129) })))).toMatchObject(
      constraint('groupName', 'have length less than or equal to 128'),
    );
  });

  it('of a user may hold every character that is left', async () => {
    const UserName = '+=,.@_-Az09';
    const { User } = await iam.send(new CreateUserCommand({ UserName }));
    expect(User?.UserName).toBe(UserName);
  });
});

describe('other text', () => {
  it('a path begins and ends with a slash', async () => {
    const refused = await refusalOf(iam.send(new CreateUserCommand({ UserName: 'x', Path: 'people' })));
    expect(refused).toMatchObject(validationError('The specified value for path is invalid.'));
  });

  it('a tag holds letters, numbers and spaces of every script, and few other characters', async () => {
    const tag = (Key: string, Value: string) =>
      iam.send(new TagUserCommand({ UserName: 'ada', Tags: [{ Key, Value }] }));
    await tag('größe', '八 Ⅷ');
    await tag('empty', '');
    expect(await refusalOf(tag(escapeCode, 'x'))).toMatchObject(
      constraint(
        'tags.1.member.key',
        String.raw`satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+`,
      ),
    );
    expect(await refusalOf(tag('x', 'a,b'))).toMatchObject(validationError('tags.1.member.value'));
  });

  it('a description of a role is Latin-1 without control characters', async () => {
    const describeAs = (Description: string) =>
      iam.send(new UpdateRoleDescriptionCommand({ RoleName: 'R', Description }));
    await describeAs('größe');
    expect(await refusalOf(describeAs('八'))).toMatchObject(validationError('description'));
    expect(await refusalOf(describeAs(escapeCode))).toMatchObject(validationError('description'));
  });

  it('a description of a policy, of which no pattern is known, has to fit into XML', async () => {
    const PolicyName = 'P';
    const create = (Description: string) =>
      iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument, Description }));
    expect(await refusalOf(create(escapeCode))).toMatchObject(validationError('description'));
    await create('八');
  });

  it('a status is one of those there are', async () => {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
    const AccessKeyId = AccessKey?.AccessKeyId;
    const update = new UpdateAccessKeyCommand({ UserName: 'ada', AccessKeyId, Status: 'Off' as 'Active' });
    expect(await refusalOf(iam.send(update))).toMatchObject(
      constraint('status', 'satisfy enum value set: [Active, Inactive'),
    );
  });
});

describe('the name of a role session', () => {
  const assume = (RoleSessionName: string) =>
    member.sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${memberAccount}:role/R`, RoleSessionName }),
    );

  it('has two to 64 of the characters of names', async () => {
    const refused = [
      ['a b', String.raw`satisfy regular expression pattern: [\w+=,.@-]*`],
      [escapeCode, String.raw`satisfy regular expression pattern: [\w+=,.@-]*`],
      ['a', 'have length greater than or equal to 2'],
      ['a'.repeat(65), 'have length less than or equal to 64'],
    ] as const;
    for (const [name, must] of refused) {
      expect(await refusalOf(assume(name))).toMatchObject(constraint('roleSessionName', must));
    }
    expect((await assume('ok')).AssumedRoleUser?.Arn).toMatch(/\/ok$/);
  });
});

describe('a caller who may not', () => {
  it('is told that, and not what is wrong with the name', async () => {
    const key = await createUser(member, 'powerless');
    const create = aws.as(key).iam.send(new CreateUserCommand({ UserName: 'a b' }));
    expect(await refusalOf(create)).toMatchObject({ name: 'AccessDenied' });
  });
});
