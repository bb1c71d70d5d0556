import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import { known } from '#core/posture/observed.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type GivenDocument, textOf } from './given-document.ts';
import type { ManagedPolicy } from './managed-policies.ts';
import { assumedFullAccess, type GivenLevels, givenServiceControl } from './service-control.ts';
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
  readonly levels: GivenLevels;
  readonly managed: readonly ManagedPolicy[];
}

const EXAMPLE_ACCOUNT = '111122223333';
const EXAMPLE_ID = 'AIDAEXAMPLEUSER000001' as UserId;

const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

const ADMINISTRATOR: ManagedPolicy = { arn: 'arn:aws:iam::aws:policy/AdministratorAccess', text: EVERYTHING };

const allDocuments = ({ identity, boundary, levels }: HeldDocuments): readonly GivenDocument[] => [
  ...identity,
  ...(boundary === undefined ? [] : [boundary]),
  ...levels.flat(),
];

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

/** A managed policy as somebody holds it. */
export const heldManaged = ({ arn, text }: ManagedPolicy): HeldPolicy => ({
  holder: { kind: 'user' },
  policy: { kind: 'managed', arn: arn as Arn },
  text,
});

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
  ...managed.map(heldManaged),
];

const grantsNothing = ({ identity, managed }: HeldDocuments): boolean =>
  identity.length === 0 && managed.length === 0;

const assumptions = (documents: HeldDocuments, arn: string, invention: Invention): readonly string[] => {
  const isInvented = invention.userName === undefined || invention.account === undefined;
  return [
    ...(isInvented ? [`the user ${arn}: nobody in particular, without a path and without tags`] : []),
    ...(grantsNothing(documents)
      ? ['AdministratorAccess is held besides: what is judged here grants nothing by itself']
      : []),
    ...assumedFullAccess(documents.levels),
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

const boundaryOf = ({ boundary }: HeldDocuments, mended: boolean): ProvedPrincipal['boundary'] =>
  known(boundary === undefined ? 'none' : { name: boundary.name, text: textOf(boundary, mended) });

/** Whose name is taken for the user's, unless somebody named one. */
const nameOf = (given: readonly GivenDocument[], { userName, account }: Invention): PrincipalName => ({
  partition: partitionIn(given) as Partition,
  account: (account ?? accountIn(given) ?? EXAMPLE_ACCOUNT) as AccountId,
  userName: (userName ?? 'someone') as UserName,
});

/** Somebody who holds these documents, without a path, without tags and without a past. */
export const inventedUser = (documents: HeldDocuments, invention: Invention): UserSubject => {
  const given = allDocuments(documents);
  const named = nameOf(given, invention);
  const arn = `arn:${named.partition}:iam::${named.account}:user/${named.userName}` as Arn;
  const managed = grantsNothing(documents) ? [ADMINISTRATOR] : documents.managed;
  const principal = (mended: boolean): ProvedPrincipal => ({
    ...named,
    userId: EXAMPLE_ID,
    arn,
    tags: [],
    identityPolicies: { policies: heldOf(documents, managed, mended), gaps: [] },
    boundary: boundaryOf(documents, mended),
    serviceControl: givenServiceControl(documents.levels, mended, { kind: 'absent' }),
  });
  const byName = new Map(given.map((document) => [document.name, document]));
  return {
    kind: 'user',
    subject: { title: titleOf(documents), arn, policies: policyNames(documents) },
    principal: principal(false),
    ...(given.some(({ mended }) => mended !== undefined) && { mended: principal(true) }),
    assumed: assumptions(documents, arn, invention),
    problems: given.flatMap(({ problems }) => problems),
    texts: new Map(given.map((document) => [document.name, textOf(document, true)])),
    lineOf: ({ policy, statement }) =>
      policy.kind === 'inline' ? byName.get(policy.name)?.lineOf(statement) : undefined,
  };
};
