import type { InputProblem } from '#core/explanation/explanation.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { HeldPolicies, PolicyHolder } from '#core/posture/held-policy.ts';
import type { Gap } from '#core/posture/observed.ts';
import { missingPages } from './dump-completeness.ts';
import {
  type DumpPage,
  readDumpPage,
  type WrittenDocument,
  type WrittenGroup,
  type WrittenPolicy,
  type WrittenRole,
  type WrittenUser,
} from './dump-page.ts';
import type { ManagedPolicyFinder } from './managed-policies.ts';
import { decodeDocument } from './read-pieces.ts';
import { problemOf } from './source.ts';

/** The authorization details of an account or several, ready to be asked. */
export interface Dump {
  readonly users: readonly WrittenUser[];
  readonly roles: readonly WrittenRole[];
  /** By account and name. */
  readonly groups: ReadonlyMap<string, WrittenGroup>;
  /** What managed policies say, by ARN. */
  readonly policies: ReadonlyMap<string, string>;
  readonly problems: readonly InputProblem[];
}

/** The account in an ARN of IAM. */
export const accountOf = (arn: string): string => arn.split(':')[4] ?? '';

const groupKey = (account: string, name: string): string => `${account}/${name}`;

/** A document as IAM stores it. */
export const documentText = (document: WrittenDocument): string =>
  typeof document === 'string' ? decodeDocument(document) : JSON.stringify(document);

const policyTexts = (pages: readonly DumpPage[]): ReadonlyMap<string, string> =>
  new Map(
    pages.flatMap(({ Policies }) =>
      Policies.flatMap(({ Arn: arn, PolicyVersionList }) => {
        const version = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion === true);
        return version?.Document === undefined ? [] : [[arn, documentText(version.Document)] as const];
      }),
    ),
  );

/** One page in a file. */
export interface GivenPage {
  readonly name: string;
  readonly page: unknown;
  readonly problems: readonly InputProblem[];
}

/** Puts pages together; each is a problem where it says what no page says. */
export const readDump = (given: readonly GivenPage[]): Dump => {
  const read = given.map(({ name, page }) => ({ name, parsed: readDumpPage(page) }));
  const named = read.flatMap(({ name, parsed }) => (parsed.ok ? [{ name, page: parsed.value }] : []));
  const pages = named.map(({ page }) => page);
  const odd = read.flatMap(({ name, parsed }) => (parsed.ok ? [] : [problemOf(name, parsed.problem)]));
  return {
    users: pages.flatMap(({ UserDetailList }) => UserDetailList),
    roles: pages.flatMap(({ RoleDetailList }) => RoleDetailList),
    groups: new Map(
      pages.flatMap(({ GroupDetailList }) =>
        GroupDetailList.map((group) => [groupKey(accountOf(group.Arn), group.GroupName), group] as const),
      ),
    ),
    policies: policyTexts(pages),
    problems: [...given.flatMap(({ problems }) => problems), ...odd, ...missingPages(named)],
  };
};

const gap = (fact: Gap['fact'], of: string): Gap => ({ fact, because: 'not-visible-yet', of });

/** What a managed policy says: a customer's stands in the dump, one of AWS's may have been left out of it. */
export const managedText = async (
  { policies }: Dump,
  arn: string,
  findManaged: ManagedPolicyFinder,
): Promise<string | undefined> => policies.get(arn) ?? (await findManaged(arn))?.text;

const inlinePolicies = (holder: PolicyHolder, written: readonly WrittenPolicy[]): HeldPolicies => ({
  policies: written.map(({ PolicyName, PolicyDocument }) => ({
    holder,
    policy: { kind: 'inline', name: PolicyName },
    text: documentText(PolicyDocument),
  })),
  gaps: [],
});

const attachedPolicies = async (
  dump: Dump,
  holder: PolicyHolder,
  arns: readonly string[],
  findManaged: ManagedPolicyFinder,
): Promise<HeldPolicies> => {
  const texts = await Promise.all(arns.map((arn) => managedText(dump, arn, findManaged)));
  return {
    policies: arns.flatMap((arn, index) => {
      const text = texts[index];
      return text === undefined
        ? []
        : [{ holder, policy: { kind: 'managed', arn: arn as Arn } as const, text }];
    }),
    gaps: arns.flatMap((arn, index) => (texts[index] === undefined ? [gap('policy-document', arn)] : [])),
  };
};

const together = (parts: readonly HeldPolicies[]): HeldPolicies => ({
  policies: parts.flatMap(({ policies }) => policies),
  gaps: parts.flatMap(({ gaps }) => gaps),
});

const arnsOf = (attached: readonly { readonly PolicyArn: string }[]): readonly string[] =>
  attached.map(({ PolicyArn }) => PolicyArn);

const groupPolicies = async (
  dump: Dump,
  account: string,
  groupName: string,
  findManaged: ManagedPolicyFinder,
): Promise<HeldPolicies> => {
  const group = dump.groups.get(groupKey(account, groupName));
  if (group === undefined) {
    return { policies: [], gaps: [gap('group-policies', groupName)] };
  }
  const holder = { kind: 'group', groupName } as const;
  return together([
    inlinePolicies(holder, group.GroupPolicyList),
    await attachedPolicies(dump, holder, arnsOf(group.AttachedManagedPolicies), findManaged),
  ]);
};

/** Everything that a user of the dump holds; what is not in it leaves a gap. */
export const heldPolicies = async (
  dump: Dump,
  user: WrittenUser,
  findManaged: ManagedPolicyFinder,
): Promise<HeldPolicies> => {
  const own = { kind: 'user' } as const;
  const groups = user.GroupList.map((name) => groupPolicies(dump, accountOf(user.Arn), name, findManaged));
  return together([
    inlinePolicies(own, user.UserPolicyList),
    await attachedPolicies(dump, own, arnsOf(user.AttachedManagedPolicies), findManaged),
    ...(await Promise.all(groups)),
  ]);
};
