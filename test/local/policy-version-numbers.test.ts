import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';

const aws = localAws();

describe('the versions of a managed policy', () => {
  it('are numbered on after the newest was deleted', async () => {
    const { iam } = aws.root(memberAccount);
    const document = (service: string) => policy(allow(`${service}:*`));
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'Any', PolicyDocument: document('s3') }),
    );
    const PolicyArn = Policy?.Arn;
    const add = async (service: string, SetAsDefault = false) => {
      const version = { PolicyArn, PolicyDocument: document(service), SetAsDefault };
      return (await iam.send(new CreatePolicyVersionCommand(version))).PolicyVersion;
    };
    const remove = (VersionId: string) => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    expect(await add('sqs')).toMatchObject({ VersionId: 'v2', IsDefaultVersion: false });
    await remove('v2');
    expect(await add('sns')).toMatchObject({ VersionId: 'v3', IsDefaultVersion: false });
    await remove('v3');
    expect(await add('kms', true)).toMatchObject({ VersionId: 'v4', IsDefaultVersion: true });
    expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId).toBe('v4');
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v4' }));
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(document('kms'));
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['v1', 'v4']);
  });
});
