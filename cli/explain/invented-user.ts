import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import { isRecord } from '#core/policy/policy-values.ts';
import type { BoundingPolicy, HeldPolicy } from '#core/posture/held-policy.ts';
import type { Gap } from '#core/posture/observed.ts';
import { known } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { GivenDocument } from './given-document.ts';
import type { ManagedPolicy } from './managed-policies.ts';
import type { UserSubject } from './subject.ts';

/** What is said of somebody whom nobody named. */
export interface Invention {
  readonly userName: string | undefined;
  readonly account: string | undefined;
}

/** Everything that one invented user is subject to. */
export interface HeldDocuments {
  readonly identity: readonly GivenDocument[];
  readonly boundary: GivenDocument | undefined;
  /** From the organization's root down. */
  readonly levels: readonly (readonly GivenDocument[])[];
  readonly managed: readonly ManagedPolicy[];
  /** What was to be read and could not be. */
  readonly gaps: readonly Gap[];
}

const EXAMPLE_ACCOUNT = '111122223333';
const EXAMPLE_ID = 'AIDAEXAMPLEUSER000001' as UserId;

const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

const ADMINISTRATOR: ManagedPolicy = { arn: 'arn:aws:iam::aws:policy/AdministratorAccess', text: EVERYTHING };

const FULL_ACCESS: BoundingPolicy = { name: 'FullAWSAccess', text: EVERYTHING };

const allDocuments = ({ identity, boundary, levels }: HeldDocuments): readonly GivenDocument[] => [
  ...identity,
  ...(boundary === undefined ? [] : [boundary]),
  ...levels.flat(),
];

const textOf = (document: GivenDocument, mended: boolean): string =>
  mended ? (document.mended ?? document.text) : document.text;

const namedIn = (documents: readonly GivenDocument[], pattern: RegExp): readonly string[] => [
  ...new Set(documents.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
];

/** A document that names users or devices of one account was written for that account. */
const accountIn = (documents: readonly GivenDocument[]): string | undefined => {
  const accounts = namedIn(documents, /:iam::(\d{12}):(?:user|mfa)\//g);
  return accounts.length === 1 ? accounts[0] : undefined;
};

const partitionIn = (documents: readonly GivenDocument[]): string => {
  const partitions = namedIn(documents, /\barn:(aws(?:-[a-z]+)*):/g);
  return partitions.length === 1 ? (partitions[0] ?? 'aws') : 'aws';
};

const heldOf = (
  documents: HeldDocuments,
  managed: readonly ManagedPolicy[],
  mended: boolean,
): readonly HeldPolicy[] => [
  ...documents.identity.map((document) => ({
    holder: { kind: 'user' } as const,
    policy: { kind: 'inline', name: document.name } as const,
    text: textOf(document, mended),
  })),
  ...managed.map(({ arn, text }) => ({
    holder: { kind: 'user' } as const,
    policy: { kind: 'managed', arn: arn as Arn } as const,
    text,
  })),
];

/** Whether a level names anything that it lets through. An unreadable text may. */
const allowsSomething = (text: string): boolean => {
  try {
    const document = JSON.parse(text) as unknown;
    const statement = isRecord(document) ? document['Statement'] : undefined;
    const statements: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
    return statements.some((one) => isRecord(one) && one['Effect'] === 'Allow');
  } catch {
    return true;
  }
};

const levelOf = (level: readonly GivenDocument[], mended: boolean): readonly BoundingPolicy[] => {
  const policies = level.map((document) => ({ name: document.name, text: textOf(document, mended) }));
  return policies.some(({ text }) => allowsSomething(text)) ? policies : [...policies, FULL_ACCESS];
};

const grantsNothing = ({ identity, managed, gaps }: HeldDocuments): boolean =>
  identity.length === 0 && managed.length === 0 && gaps.length === 0;

const listed = (documents: readonly GivenDocument[]): string => documents.map(({ name }) => name).join(', ');

const assumptions = (documents: HeldDocuments, arn: string, invention: Invention): readonly string[] => {
  const deniesOnly = documents.levels.filter((level) => levelOf(level, true).includes(FULL_ACCESS)).flat();
  const invented = invention.userName === undefined || invention.account === undefined;
  return [
    ...(invented ? [`the user ${arn}: nobody in particular, without a path and without tags`] : []),
    ...(grantsNothing(documents)
      ? ['AdministratorAccess is held besides: what is judged here grants nothing by itself']
      : []),
    ...(deniesOnly.length > 0
      ? [`FullAWSAccess is attached beside ${listed(deniesOnly)}, which allows nothing`]
      : []),
    ...new Set(allDocuments(documents).flatMap(({ assumed }) => assumed)),
  ];
};

const titleOf = (documents: HeldDocuments): string =>
  [
    ...allDocuments(documents).map(({ name }) => name),
    ...documents.managed.map(({ arn }) => arn.split('/').at(-1) ?? arn),
  ].join(' + ');

const policyNames = (documents: HeldDocuments): readonly string[] => [
  ...allDocuments(documents).map(({ name }) => name),
  ...documents.managed.map(({ arn }) => arn),
];

/** Somebody who holds these documents, without a path, without tags and without a past. */
export const inventedUser = (documents: HeldDocuments, invention: Invention): UserSubject => {
  const given = allDocuments(documents);
  const partition = partitionIn(given);
  const account = invention.account ?? accountIn(given) ?? EXAMPLE_ACCOUNT;
  const userName = invention.userName ?? 'someone';
  const arn = `arn:${partition}:iam::${account}:user/${userName}`;
  const managed = grantsNothing(documents) ? [ADMINISTRATOR] : documents.managed;
  const principal = (mended: boolean): ProvedPrincipal => ({
    partition: partition as Partition,
    account: account as AccountId,
    userName: userName as UserName,
    userId: EXAMPLE_ID,
    arn: arn as Arn,
    tags: [],
    identityPolicies: { policies: heldOf(documents, managed, mended), gaps: documents.gaps },
    boundary: known(
      documents.boundary === undefined
        ? 'none'
        : { name: documents.boundary.name, text: textOf(documents.boundary, mended) },
    ),
    serviceControl:
      documents.levels.length === 0
        ? { kind: 'absent' }
        : { kind: 'known', levels: documents.levels.map((level) => levelOf(level, mended)) },
  });
  const byName = new Map(given.map((document) => [document.name, document]));
  return {
    kind: 'user',
    subject: { title: titleOf(documents), arn, policies: policyNames(documents) },
    principal: principal(false),
    ...(given.some(({ mended }) => mended !== undefined) && { mended: principal(true) }),
    assumed: assumptions(documents, arn, invention),
    problems: given.flatMap(({ problems }) => problems),
    lineOf: ({ policy, statement }) =>
      policy.kind === 'inline' ? byName.get(policy.name)?.lineOf(statement) : undefined,
  };
};
