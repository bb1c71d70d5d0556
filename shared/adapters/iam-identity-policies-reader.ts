import {
  type AttachedPolicy,
  GetGroupPolicyCommand,
  GetUserPolicyCommand,
  type IAMClient,
  paginateListAttachedGroupPolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupPolicies,
  paginateListGroupsForUser,
  paginateListUserPolicies,
} from '@aws-sdk/client-iam';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { HeldPolicies, PolicyHolder } from '#core/posture/held-policy.ts';
import type { Gap, Observed, ReadFailure } from '#core/posture/observed.ts';
import { type Listing, observedListing, readListing } from './iam-listing.ts';
import type { ManagedPolicyReader } from './iam-managed-policies.ts';
import { decodeDocument } from './iam-policy-documents.ts';
import { observeFact } from './observe-fact.ts';

const EVERYTHING_READ: HeldPolicies = { policies: [], gaps: [] };

const together = (parts: readonly HeldPolicies[]): HeldPolicies => ({
  policies: parts.flatMap(({ policies }) => policies),
  gaps: parts.flatMap(({ gaps }) => gaps),
});

const gapIn = (fact: Gap['fact'], failure: ReadFailure | undefined, of?: string): HeldPolicies =>
  failure === undefined
    ? EVERYTHING_READ
    : { policies: [], gaps: [{ fact, because: failure, ...(of !== undefined && { of }) }] };

const arnsOf = (page: { readonly AttachedPolicies?: AttachedPolicy[] | undefined }) =>
  page.AttachedPolicies?.map(({ PolicyArn }) => (PolicyArn ?? '') as Arn);

/** The managed policies that are attached to a user directly. */
export const listAttachedToUser = (client: IAMClient, UserName: string): Promise<Listing<Arn>> =>
  readListing(paginateListAttachedUserPolicies({ client }, { UserName }), arnsOf);

/** The inline policies that were listed; one that can't be read leaves a gap. */
const readInline = async (
  holder: PolicyHolder,
  names: readonly string[],
  documentOf: (name: string) => Promise<string | undefined>,
): Promise<HeldPolicies> => {
  const read = async (name: string): Promise<HeldPolicies> => {
    const text = await observeFact(async () => decodeDocument(await documentOf(name)));
    return text.kind === 'known'
      ? { policies: [{ holder, policy: { kind: 'inline', name }, text: text.fact }], gaps: [] }
      : gapIn(
          'policy-document',
          text.because,
          holder.kind === 'group' ? `${holder.groupName}/${name}` : name,
        );
  };
  return together(await Promise.all(names.map(read)));
};

/** The managed policies that were listed; one whose text can't be read leaves a gap. */
const readManaged = async (
  holder: PolicyHolder,
  arns: readonly Arn[],
  managedPolicy: ManagedPolicyReader,
): Promise<HeldPolicies> => {
  const read = async (arn: Arn): Promise<HeldPolicies> => {
    const text = await observeFact(() => managedPolicy(arn));
    return text.kind === 'known'
      ? { policies: [{ holder, policy: { kind: 'managed', arn }, text: text.fact }], gaps: [] }
      : gapIn('policy-document', text.because, arn);
  };
  return together(await Promise.all(arns.map(read)));
};

const readUserInline = async (client: IAMClient, UserName: string): Promise<HeldPolicies> => {
  const listing = await readListing(
    paginateListUserPolicies({ client }, { UserName }),
    ({ PolicyNames }) => PolicyNames,
  );
  const policies = await readInline(
    { kind: 'user' },
    listing.items,
    async (PolicyName) =>
      (await client.send(new GetUserPolicyCommand({ UserName, PolicyName }))).PolicyDocument,
  );
  return together([policies, gapIn('inline-policies', listing.failure)]);
};

const readGroupInline = async (client: IAMClient, groupName: string): Promise<HeldPolicies> => {
  const GroupName = groupName;
  const listing = await readListing(
    paginateListGroupPolicies({ client }, { GroupName }),
    ({ PolicyNames }) => PolicyNames,
  );
  const policies = await readInline(
    { kind: 'group', groupName },
    listing.items,
    async (PolicyName) =>
      (await client.send(new GetGroupPolicyCommand({ GroupName, PolicyName }))).PolicyDocument,
  );
  return together([policies, gapIn('group-policies', listing.failure, groupName)]);
};

const readGroupManaged = async (
  client: IAMClient,
  groupName: string,
  managedPolicy: ManagedPolicyReader,
): Promise<HeldPolicies> => {
  const listing = await readListing(
    paginateListAttachedGroupPolicies({ client }, { GroupName: groupName }),
    arnsOf,
  );
  const policies = await readManaged({ kind: 'group', groupName }, listing.items, managedPolicy);
  return together([policies, gapIn('group-policies', listing.failure, groupName)]);
};

const readGroups = async (
  client: IAMClient,
  UserName: string,
  managedPolicy: ManagedPolicyReader,
): Promise<HeldPolicies> => {
  const listing = await readListing(paginateListGroupsForUser({ client }, { UserName }), ({ Groups }) =>
    Groups?.map(({ GroupName }) => GroupName ?? ''),
  );
  const policies = await Promise.all(
    listing.items.flatMap((group) => [
      readGroupInline(client, group),
      readGroupManaged(client, group, managedPolicy),
    ]),
  );
  return together([...policies, gapIn('groups', listing.failure)]);
};

/** A policy that several hold, or a group that can't be read at all, leaves one gap. */
const withoutRepeatedGaps = ({ policies, gaps }: HeldPolicies): HeldPolicies => ({
  policies,
  gaps: [...new Map(gaps.map((gap) => [`${gap.fact} ${gap.because} ${gap.of}`, gap])).values()],
});

/**
 * Everything that grants to a user or denies: the user's own policies and those of the user's groups. A read that
 * fails leaves a gap, and what could be read stays: never *no policy* where one might be.
 */
export const readIdentityPolicies = async (
  client: IAMClient,
  UserName: string,
  managedPolicy: ManagedPolicyReader,
): Promise<{
  readonly attachedPolicies: Observed<readonly Arn[]>;
  readonly identityPolicies: HeldPolicies;
}> => {
  const listing = listAttachedToUser(client, UserName);
  const readAttached = async (): Promise<HeldPolicies> => {
    const { items, failure } = await listing;
    return together([
      await readManaged({ kind: 'user' }, items, managedPolicy),
      gapIn('attached-policies', failure),
    ]);
  };
  const parts = await Promise.all([
    readUserInline(client, UserName),
    readAttached(),
    readGroups(client, UserName, managedPolicy),
  ]);
  return {
    attachedPolicies: observedListing(await listing),
    identityPolicies: withoutRepeatedGaps(together(parts)),
  };
};
