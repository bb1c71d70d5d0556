import { GetUserCommand, type IAMClient, type User } from '@aws-sdk/client-iam';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { epochMs } from '#core/kernel/time.ts';
import type { BoundingPolicy } from '#core/posture/held-policy.ts';
import { known, type Observed, type ReadFailure } from '#core/posture/observed.ts';
import type { PostureSnapshot, PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { Clock } from '#ports/clock.ts';
import type { PostureReader } from '#ports/posture-reader.ts';
import type { ServiceControlReader } from '#ports/service-control-reader.ts';
import { awsFailure } from './aws-failure.ts';
import { readCredentials } from './iam-credentials-reader.ts';
import { listEnforcementPolicies, readEnforcementPolicies } from './iam-enforcement-policy-reader.ts';
import { listAttachedToUser, readIdentityPolicies } from './iam-identity-policies-reader.ts';
import { observedListing } from './iam-listing.ts';
import { type ManagedPolicyReader, managedPolicyReader } from './iam-managed-policies.ts';
import { iamPolicyDocuments } from './iam-policy-documents.ts';
import type { ReaderClients } from './member-iam-clients.ts';
import { observeFact, readFailure } from './observe-fact.ts';

type UserFacts = Pick<UserPosture, 'userId' | 'arn' | 'createdAt' | 'tags' | 'boundary'>;

type UserRead =
  | { readonly kind: 'present'; readonly user: UserFacts }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly because: ReadFailure };

const readBoundary = async (
  { PermissionsBoundary }: User,
  managedPolicy: ManagedPolicyReader,
): Promise<Observed<BoundingPolicy | 'none'>> => {
  const name = PermissionsBoundary?.PermissionsBoundaryArn as Arn | undefined;
  return name === undefined
    ? known('none')
    : observeFact(async () => ({ name, text: await managedPolicy(name) }));
};

/** GetUser, unlike ListUsers, also tells the tags and the permissions boundary. */
const readUser = async (
  client: IAMClient,
  UserName: string,
  managedPolicy: ManagedPolicyReader,
): Promise<UserRead> => {
  try {
    const { User: user } = await client.send(new GetUserCommand({ UserName }));
    if (user === undefined) {
      return { kind: 'unreadable', because: 'service-error' };
    }
    const facts: UserFacts = {
      userId: (user.UserId ?? '') as UserId,
      arn: (user.Arn ?? '') as Arn,
      createdAt: epochMs(user.CreateDate?.getTime() ?? 0),
      tags: (user.Tags ?? []).map(({ Key, Value }) => ({ key: Key ?? '', value: Value ?? '' })),
      boundary: await readBoundary(user, managedPolicy),
    };
    return { kind: 'present', user: facts };
  } catch (error) {
    return awsFailure(error) === 'not-found'
      ? { kind: 'absent' }
      : { kind: 'unreadable', because: readFailure(error) };
  }
};

/** What the reader needs besides a principal. */
export interface PostureSources {
  readonly clients: ReaderClients;
  readonly serviceControl: ServiceControlReader;
  readonly clock: Clock;
}

/**
 * Reads through the reader role of the principal's account. First round: the user, its credentials, and every
 * listing. Second: what was listed, directly or of a group. Third, for groups: what those list. Texts of managed
 * policies take one more call each, unless this version was read before.
 */
export const iamPostureReader = ({ clients, serviceControl, clock }: PostureSources): PostureReader => {
  const documents = iamPolicyDocuments();
  const clientFor = ({ partition, account }: PrincipalName): IAMClient => clients(partition, account);
  return {
    read: async (principal): Promise<PostureSnapshot> => {
      const readBegan = clock.now();
      const client = clientFor(principal);
      const { userName, account } = principal;
      const listing = listEnforcementPolicies(client);
      const managedPolicy = managedPolicyReader(client, documents, listing);
      const [user, credentials, policies, enforcementPolicies, control] = await Promise.all([
        readUser(client, userName, managedPolicy),
        readCredentials(client, userName),
        readIdentityPolicies(client, userName, managedPolicy),
        readEnforcementPolicies(listing, principal, managedPolicy),
        serviceControl.read(account),
      ]);
      if (user.kind !== 'present') {
        return { ...user, principal, readBegan };
      }
      const facts = { ...credentials, ...policies, enforcementPolicies, serviceControl: control };
      return { kind: 'present', principal, readBegan, user: { ...user.user, ...facts } };
    },
    readAttachedPolicies: async (principal) =>
      observedListing(await listAttachedToUser(clientFor(principal), principal.userName)),
  };
};
