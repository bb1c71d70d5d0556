import {
  GetGroupCommand,
  GetRoleCommand,
  type IAMClient,
  ListEntitiesForPolicyCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { trustedUsers } from '#core/change/trusted-users.ts';
import type { UserName } from '#core/kernel/aws-identifiers.ts';
import type { DirectoryPage, DirectoryQuery, DirectoryReader } from '#ports/directory-reader.ts';
import { awsFailure } from './aws-failure.ts';
import type { ReaderClients } from './member-iam-clients.ts';
import { readFailure } from './observe-fact.ts';

/** How many are told of at once: a page is work for a second or two. */
const PAGE_SIZE = 100;

interface Named {
  readonly UserName?: string | undefined;
}

const page = (
  users: readonly Named[] | undefined,
  next: string | undefined,
  groups: readonly string[] = [],
): DirectoryPage => ({
  kind: 'page',
  users: (users ?? []).map(({ UserName }) => UserName as UserName),
  groups,
  next,
});

const paging = ({ marker }: DirectoryQuery) => ({ Marker: marker, MaxItems: PAGE_SIZE });

const members = async (
  client: IAMClient,
  query: DirectoryQuery,
  GroupName: string,
): Promise<DirectoryPage> => {
  const { Users, Marker } = await client.send(new GetGroupCommand({ GroupName, ...paging(query) }));
  return page(Users, Marker);
};

/** As a policy that grants or denies, and as a boundary. Roles have it too, and are nobody's concern here. */
const holders = async (
  client: IAMClient,
  query: DirectoryQuery,
  PolicyArn: string,
): Promise<DirectoryPage> => {
  const { PolicyUsers, PolicyGroups, Marker } = await client.send(
    new ListEntitiesForPolicyCommand({ PolicyArn, ...paging(query) }),
  );
  return page(
    PolicyUsers,
    Marker,
    (PolicyGroups ?? []).map(({ GroupName }) => GroupName ?? ''),
  );
};

const trusted = async (
  client: IAMClient,
  { account }: DirectoryQuery,
  RoleName: string,
): Promise<DirectoryPage> => {
  const { Role } = await client.send(new GetRoleCommand({ RoleName }));
  const trustPolicy = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  return { kind: 'page', users: trustedUsers(trustPolicy, account), groups: [], next: undefined };
};

const everyone = async (client: IAMClient, query: DirectoryQuery): Promise<DirectoryPage> => {
  const { Users, Marker } = await client.send(new ListUsersCommand(paging(query)));
  return page(Users, Marker);
};

const ask = (client: IAMClient, query: DirectoryQuery): Promise<DirectoryPage> => {
  const { concern } = query;
  switch (concern.kind) {
    case 'group':
      return members(client, query, concern.groupName);
    case 'policy':
      return holders(client, query, concern.arn);
    case 'role':
      return trusted(client, query, concern.roleName);
    case 'account':
      return everyone(client, query);
  }
};

/** Asks through the reader role of the account. */
export const iamDirectoryReader = (clients: ReaderClients): DirectoryReader => ({
  readPage: async (query) => {
    try {
      return await ask(clients(query.partition, query.account), query);
    } catch (error) {
      return awsFailure(error) === 'not-found'
        ? { kind: 'absent' }
        : { kind: 'unreadable', because: readFailure(error) };
    }
  },
});
