import {
  GetLoginProfileCommand,
  GetUserCommand,
  type IAMClient,
  paginateListAccessKeys,
  paginateListAttachedUserPolicies,
  paginateListMFADevices,
  type User,
} from '@aws-sdk/client-iam';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { epochMs } from '#core/kernel/time.ts';
import type { ReadFailure } from '#core/posture/observed.ts';
import type {
  AccessKey,
  MfaDevice,
  PostureSnapshot,
  PrincipalName,
  UserPosture,
} from '#core/posture/posture-snapshot.ts';
import type { Clock } from '#ports/clock.ts';
import type { PostureReader } from '#ports/posture-reader.ts';
import { awsFailure } from './aws-failure.ts';
import type { EnforcementPolicyReader } from './iam-enforcement-policy-reader.ts';
import type { ReaderClients } from './member-iam-clients.ts';
import { observeFact, readFailure } from './observe-fact.ts';

const readAccessKeys = async (client: IAMClient, UserName: string): Promise<readonly AccessKey[]> => {
  const keys: AccessKey[] = [];
  for await (const page of paginateListAccessKeys({ client }, { UserName })) {
    for (const { AccessKeyId, Status } of page.AccessKeyMetadata ?? []) {
      keys.push({ id: AccessKeyId ?? '', active: Status !== 'Inactive' });
    }
  }
  return keys;
};

const readMfaDevices = async (client: IAMClient, UserName: string): Promise<readonly MfaDevice[]> => {
  const devices: MfaDevice[] = [];
  for await (const page of paginateListMFADevices({ client }, { UserName })) {
    devices.push(
      ...(page.MFADevices ?? []).map(({ SerialNumber }) => ({ serialNumber: SerialNumber ?? '' })),
    );
  }
  return devices;
};

const readAttached = async (client: IAMClient, UserName: string): Promise<readonly Arn[]> => {
  const arns: Arn[] = [];
  for await (const page of paginateListAttachedUserPolicies({ client }, { UserName })) {
    arns.push(...(page.AttachedPolicies ?? []).map(({ PolicyArn }) => (PolicyArn ?? '') as Arn));
  }
  return arns;
};

const readPassword = async (client: IAMClient, UserName: string): Promise<'set' | 'none'> => {
  try {
    await client.send(new GetLoginProfileCommand({ UserName }));
    return 'set';
  } catch (error) {
    if (awsFailure(error) === 'not-found') {
      return 'none';
    }
    throw error;
  }
};

type UserRead =
  | { readonly kind: 'present'; readonly user: User }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly because: ReadFailure };

const readUser = async (client: IAMClient, UserName: string): Promise<UserRead> => {
  try {
    const { User } = await client.send(new GetUserCommand({ UserName }));
    return User === undefined
      ? { kind: 'unreadable', because: 'service-error' }
      : { kind: 'present', user: User };
  } catch (error) {
    return awsFailure(error) === 'not-found'
      ? { kind: 'absent' }
      : { kind: 'unreadable', because: readFailure(error) };
  }
};

type Facts = Omit<UserPosture, 'userId' | 'arn' | 'createdAt'>;

const readFacts = async (
  client: IAMClient,
  principal: PrincipalName,
  policies: EnforcementPolicyReader,
): Promise<Facts> => {
  const { userName } = principal;
  const [accessKeys, password, mfaDevices, attachedPolicies, enforcementPolicies] = await Promise.all([
    observeFact(() => readAccessKeys(client, userName)),
    observeFact(() => readPassword(client, userName)),
    observeFact(() => readMfaDevices(client, userName)),
    observeFact(() => readAttached(client, userName)),
    policies(client, principal),
  ]);
  return { accessKeys, password, mfaDevices, attachedPolicies, enforcementPolicies };
};

const toPosture = (user: User, facts: Facts): UserPosture => ({
  userId: (user.UserId ?? '') as UserId,
  arn: (user.Arn ?? '') as Arn,
  createdAt: epochMs(user.CreateDate?.getTime() ?? 0),
  ...facts,
});

/**
 * Reads through the reader role of the principal's account: everything about the user in one parallel round, the
 * enforcement policies' documents in a second one unless these versions were read before.
 */
export const iamPostureReader = (
  clients: ReaderClients,
  policies: EnforcementPolicyReader,
  clock: Clock,
): PostureReader => ({
  read: async (principal): Promise<PostureSnapshot> => {
    const readBegan = clock.now();
    const client = clients(principal.partition, principal.account);
    const [user, facts] = await Promise.all([
      readUser(client, principal.userName),
      readFacts(client, principal, policies),
    ]);
    return user.kind === 'present'
      ? { kind: 'present', principal, readBegan, user: toPosture(user.user, facts) }
      : { ...user, principal, readBegan };
  },
  readAttachedPolicies: (principal) =>
    observeFact(() => readAttached(clients(principal.partition, principal.account), principal.userName)),
});
