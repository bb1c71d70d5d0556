import fc from 'fast-check';
import type { PolicyHolder } from '#core/posture/held-policy.ts';
import type { RawDocument, RawStatement } from '../model/request-documents.model.ts';
import { allowStatements } from './allow-statements.ts';
import { enforcementSkeletons } from './enforcement-skeletons.ts';
import { mutations } from './statement-mutations.ts';

export interface PlacedDocument {
  readonly holder: PolicyHolder;
  readonly document: RawDocument;
}

/** All policies of one user of account 222222222222, and what of them could not be read. */
export interface PolicySet {
  readonly identity: readonly PlacedDocument[];
  readonly boundary?: RawDocument;
  readonly serviceControl?: readonly (readonly RawDocument[])[];
  /** Of the user `ana`, whose ARN has it in front of the name. */
  readonly path: '' | 'team/';
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly unread: readonly ('identity' | 'boundary' | 'service-control')[];
}

export const holders = fc.constantFrom<PolicyHolder>(
  { kind: 'user' },
  { kind: 'user' },
  { kind: 'group', groupName: 'developers' },
);

/** Statements as one or as a list, in a document that has variables or not. */
const documentOf = (statements: readonly RawStatement[], version: 'new' | 'old' | 'none'): RawDocument => {
  const [only, ...others] = statements;
  const Statement = only !== undefined && others.length === 0 ? only : statements;
  switch (version) {
    case 'new':
      return { Version: '2012-10-17', Statement };
    case 'old':
      return { Version: '2008-10-17', Statement };
    case 'none':
      return { Statement };
  }
};

const versions = fc.oneof(
  { weight: 9, arbitrary: fc.constant('new' as const) },
  { weight: 1, arbitrary: fc.constantFrom('old' as const, 'none' as const) },
);

/** Statements with a few changes, each made to one of them. */
const mutated = (statements: fc.Arbitrary<readonly RawStatement[]>): fc.Arbitrary<readonly RawStatement[]> =>
  fc
    .tuple(
      statements,
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 3, arbitrary: fc.array(fc.tuple(fc.nat(3), mutations), { minLength: 1, maxLength: 2 }) },
      ),
    )
    .map(([original, changes]) =>
      changes.reduce<readonly RawStatement[]>(
        (changed, [place, change]) =>
          changed.flatMap((statement, index) =>
            index === place % changed.length ? change(statement) : [statement],
          ),
        original,
      ),
    );

const enforcing = mutated(enforcementSkeletons);
const granting = fc.array(allowStatements, { maxLength: 2 });

const placed = (statements: fc.Arbitrary<readonly RawStatement[]>): fc.Arbitrary<PlacedDocument> =>
  fc
    .tuple(holders, statements, versions)
    .map(([holder, list, version]) => ({ holder, document: documentOf(list, version) }));

const identity = fc
  .tuple(placed(enforcing), placed(granting), fc.array(placed(mutated(granting)), { maxLength: 1 }))
  .map(([enforcement, grants, others]) =>
    [enforcement, grants, ...others].filter(({ document }) => [document.Statement].flat().length > 0),
  );

const FULL_ACCESS = documentOf([{ Effect: 'Allow', Action: '*', Resource: '*' }], 'new');

/** Policies that bound: they allow some or all, and may require MFA. */
export const boundingDocuments: fc.Arbitrary<RawDocument> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(FULL_ACCESS) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(enforcing, allowStatements, versions)
      .map(([denies, allow, version]) => documentOf([...denies, allow], version)),
  },
  { weight: 1, arbitrary: allowStatements.map((allow) => documentOf([allow], 'new')) },
);

const levels = fc.array(fc.array(boundingDocuments, { minLength: 1, maxLength: 2 }), {
  minLength: 1,
  maxLength: 2,
});

const sometimes = <Fact>(facts: fc.Arbitrary<Fact>, one: number): fc.Arbitrary<Fact | undefined> =>
  fc.oneof({ weight: one, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: facts });

const tags = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      [{ key: 'team', value: 'blue' }],
      [
        { key: 'Team', value: 'red' },
        { key: 'Site', value: 'north' },
      ],
    ),
  },
);

const unread: fc.Arbitrary<PolicySet['unread']> = fc.oneof(
  { weight: 9, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.subarray<PolicySet['unread'][number]>(['identity', 'boundary', 'service-control'], {
      minLength: 1,
    }),
  },
);

export const policySets: fc.Arbitrary<PolicySet> = fc
  .record({
    identity,
    boundary: sometimes(boundingDocuments, 4),
    serviceControl: sometimes(levels, 4),
    path: fc.constantFrom('' as const, '' as const, 'team/' as const),
    tags,
    unread,
  })
  .map(({ boundary, serviceControl, ...others }) => ({
    ...others,
    ...(boundary === undefined ? {} : { boundary }),
    ...(serviceControl === undefined ? {} : { serviceControl }),
  }));

/** A statement that denies, right or wrong. */
export const denyStatements: fc.Arbitrary<RawStatement> = fc
  .tuple(enforcing, fc.nat(3))
  .map(([statements, place]) => statements[place % Math.max(1, statements.length)])
  .map((statement): RawStatement => ({ ...(statement ?? ALL_OF_S3), Effect: 'Deny' }));

const ALL_OF_S3: RawStatement = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
