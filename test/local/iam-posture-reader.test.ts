import {
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { READER_ROLE } from '#core/guardian-names.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import { type Gap, known, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { policy } from './support/policies.ts';
import { coldReader, memberUser } from './support/posture-reader.ts';
import { readThroughReaderRole } from './support/reader-role.ts';
import {
  ATTACHED_ARN,
  BOUNDARY_ARN,
  createUserWithEverything,
  GUARD_ARN,
} from './support/user-with-everything.ts';

const aws = localAws();
const DENIED = unknown('access-denied');
const role = { RoleName: READER_ROLE, PolicyName: 'denial' };
let everything: UserPosture;

const deny = (Action: string, Resource: string) =>
  aws
    .root(memberAccount)
    .iam.send(
      new PutRolePolicyCommand({ ...role, PolicyDocument: policy({ Effect: 'Deny', Action, Resource }) }),
    );

const readAna = async (): Promise<UserPosture> => {
  const snapshot = await coldReader().read(memberUser('ana'));
  if (snapshot.kind !== 'present') {
    throw new Error(`expected ana to be there, received ${snapshot.kind}`);
  }
  return snapshot.user;
};

/** The full read without the policies that match, and with this gap. */
const withGap = (isMissing: (held: HeldPolicy) => boolean, ...gaps: readonly Gap[]): UserPosture => ({
  ...everything,
  identityPolicies: {
    policies: everything.identityPolicies.policies.filter((held) => !isMissing(held)),
    gaps,
  },
});

beforeAll(async () => {
  everything = await createUserWithEverything(aws.root(memberAccount));
  await readThroughReaderRole(aws, securityAccount, memberAccount);
});

afterEach(async () => {
  await aws
    .root(memberAccount)
    .iam.send(new DeleteRolePolicyCommand(role))
    .catch(() => undefined);
  await aws.local('DELETE', 'faults');
  await aws.local('DELETE', 'shortest-pages');
});

describe('iamPostureReader', () => {
  it('reads everything through the reader role of the account', async () => {
    expect(await readAna()).toEqual(everything);
  });

  it('tells of a password that has to be set anew', async () => {
    const { iam } = aws.root(memberAccount);
    await iam.send(new UpdateLoginProfileCommand({ UserName: 'ana', PasswordResetRequired: true }));
    expect((await readAna()).password).toEqual(known('reset-required'));
    await iam.send(new UpdateLoginProfileCommand({ UserName: 'ana', PasswordResetRequired: false }));
    expect((await readAna()).password).toEqual(known('set'));
  });

  it('reads everything when each listing comes item by item', async () => {
    await aws.local('POST', 'shortest-pages', { items: 1 });
    expect(await readAna()).toEqual(everything);
  });

  it('knows who is not there, and whom it may not read', async () => {
    expect(await coldReader().read(memberUser('nobody'))).toMatchObject({ kind: 'absent' });
    await deny('iam:GetUser', '*');
    expect(await coldReader().read(memberUser('ana'))).toMatchObject({
      kind: 'unreadable',
      because: 'access-denied',
    });
  });
});

describe('iamPostureReader, denied one read,', () => {
  const inline = ({ holder, policy: held }: HeldPolicy) => holder.kind === 'user' && held.kind === 'inline';
  const groups = ({ holder }: HeldPolicy) => holder.kind === 'group';
  const groupInline = (held: HeldPolicy) => groups(held) && held.policy.kind === 'inline';
  const groupManaged = (held: HeldPolicy) => groups(held) && held.policy.kind === 'managed';
  const named = (arn: string) => (held: HeldPolicy) =>
    held.policy.kind === 'managed' && held.policy.arn === arn;
  const because = 'access-denied';

  it.each<[string, (held: HeldPolicy) => boolean, Gap]>([
    ['iam:ListUserPolicies', inline, { fact: 'inline-policies', because }],
    ['iam:GetUserPolicy', inline, { fact: 'policy-document', because, of: 'own' }],
    ['iam:ListGroupsForUser', groups, { fact: 'groups', because }],
    ['iam:ListGroupPolicies', groupInline, { fact: 'group-policies', because, of: 'developers' }],
    ['iam:GetGroupPolicy', groupInline, { fact: 'policy-document', because, of: 'developers/shared' }],
    ['iam:ListAttachedGroupPolicies', groupManaged, { fact: 'group-policies', because, of: 'developers' }],
    ['iam:List*Group*Policies', groups, { fact: 'group-policies', because, of: 'developers' }],
  ])('%s, has exactly that gap, and everything else', async (action, isMissing, gap) => {
    await deny(action, '*');
    expect(await readAna()).toEqual(withGap(isMissing, gap));
  });

  it.each(['iam:GetPolicy', 'iam:GetPolicyVersion'])(
    '%s of a policy that user and group have, has one gap',
    async (action) => {
      await deny(action, ATTACHED_ARN);
      const gap = { fact: 'policy-document', because, of: ATTACHED_ARN } as const;
      expect(await readAna()).toEqual(withGap(named(ATTACHED_ARN), gap));
    },
  );

  it('of the listing of attached policies, knows nothing of them', async () => {
    await deny('iam:ListAttachedUserPolicies', '*');
    const isAttached = (held: HeldPolicy) => held.holder.kind === 'user' && held.policy.kind === 'managed';
    expect(await readAna()).toEqual({
      ...withGap(isAttached, { fact: 'attached-policies', because }),
      attachedPolicies: DENIED,
    });
  });

  it('of the listing of enforcement policies, still reads what an attached one says', async () => {
    await deny('iam:ListPolicies', '*');
    const enforcementPolicies = {
      standard: DENIED,
      'standard-password-change': DENIED,
      strict: DENIED,
      'strict-password-change': DENIED,
    };
    expect(await readAna()).toEqual({ ...everything, enforcementPolicies });
  });

  it('of what an enforcement policy says, has a gap where it is held', async () => {
    await deny('iam:GetPolicyVersion', GUARD_ARN);
    expect(await readAna()).toEqual({
      ...withGap(named(GUARD_ARN), { fact: 'policy-document', because, of: GUARD_ARN }),
      enforcementPolicies: { ...everything.enforcementPolicies, standard: DENIED },
    });
  });

  it.each<[string, string, keyof UserPosture]>([
    ['iam:ListAccessKeys', '*', 'accessKeys'],
    ['iam:GetLoginProfile', '*', 'password'],
    ['iam:ListMFADevices', '*', 'mfaDevices'],
    ['iam:ListServiceSpecificCredentials', '*', 'serviceCredentials'],
    ['iam:ListSSHPublicKeys', '*', 'sshPublicKeys'],
    ['iam:ListSigningCertificates', '*', 'signingCertificates'],
    ['iam:GetPolicy', BOUNDARY_ARN, 'boundary'],
  ])('%s of %s, does not know %s, and everything else', async (action, resource, fact) => {
    await deny(action, resource);
    expect(await readAna()).toEqual({ ...everything, [fact]: DENIED });
  });

  it.each<[string, Gap['of']]>([
    ['GetUserPolicy', 'own'],
    ['GetGroupPolicy', 'developers/shared'],
  ])('takes a policy that is gone when %s asks for it for one that shows soon', async (action, of) => {
    await aws.local('POST', 'faults', { service: 'iam', action, times: 1, errorCode: 'NoSuchEntity' });
    const { gaps } = (await readAna()).identityPolicies;
    expect(gaps).toEqual([{ fact: 'policy-document', because: 'not-visible-yet', of }]);
  });
});
