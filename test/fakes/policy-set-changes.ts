import type { PolicyHolder } from '#core/posture/held-policy.ts';
import type { PlacedDocument, PolicySet } from '../arbitraries/policy-documents.ts';
import { respelled, withCondition } from '../arbitraries/statement-mutations.ts';
import {
  conditionsOf,
  listOf,
  type RawConditions,
  type RawDocument,
  type RawStatement,
} from '../model/request-documents.model.ts';

type DocumentChange = (document: RawDocument) => RawDocument;

const everywhere = (set: PolicySet, change: DocumentChange): PolicySet => ({
  ...set,
  identity: set.identity.map((placed) => ({ ...placed, document: change(placed.document) })),
  ...(set.boundary === undefined ? {} : { boundary: change(set.boundary) }),
  ...(set.serviceControl === undefined
    ? {}
    : { serviceControl: set.serviceControl.map((level) => level.map(change)) }),
});

const onStatements =
  (change: (statements: readonly RawStatement[]) => readonly RawStatement[]): DocumentChange =>
  (document) => ({ ...document, Statement: change(listOf(document.Statement)) });

export const withStatement = (set: PolicySet, statement: RawStatement, holder: PolicyHolder): PolicySet => {
  const added: PlacedDocument = { holder, document: { Version: '2012-10-17', Statement: statement } };
  return { ...set, identity: [...set.identity, added] };
};

const rotated = <Item>(items: readonly Item[], places: number): readonly Item[] => {
  const start = items.length === 0 ? 0 : places % items.length;
  return [...items.slice(start), ...items.slice(0, start)].toReversed();
};

/** The same policies, levels and statements in another order. */
export const reordered = (set: PolicySet, places: number): PolicySet => {
  const { identity, serviceControl, ...others } = everywhere(
    set,
    onStatements((statements) => rotated(statements, places)),
  );
  return {
    ...others,
    identity: rotated(identity, places),
    ...(serviceControl === undefined
      ? {}
      : {
          serviceControl: rotated(
            serviceControl.map((level) => rotated(level, places)),
            places,
          ),
        }),
  };
};

/** Every policy of the user, and every service control policy, a second time. */
export const heldTwice = ({ identity, serviceControl, ...others }: PolicySet): PolicySet => ({
  ...others,
  identity: [...identity, ...identity],
  ...(serviceControl === undefined
    ? {}
    : { serviceControl: serviceControl.map((level) => [...level, ...level]) }),
});

export const spelledDifferently = (set: PolicySet): PolicySet =>
  everywhere(
    set,
    onStatements((statements) => statements.map(respelled)),
  );

const identityStatements = ({ identity }: PolicySet): readonly RawStatement[] =>
  identity.flatMap(({ document }) => listOf(document.Statement));

const asksAlready = (statement: RawStatement, condition: RawConditions): boolean => {
  const names = (of: RawStatement) =>
    conditionsOf(of).map(({ operator, key }) => `${operator.toLowerCase()} ${key}`);
  const added = names({ ...statement, Condition: condition });
  return names(statement).some((name) => added.includes(name));
};

/** One statement of an identity policy with one more condition, unless it has no such statement to add it to. */
export const conditionAdded = (
  set: PolicySet,
  effect: RawStatement['Effect'],
  place: number,
  condition: RawConditions,
): PolicySet | undefined => {
  const candidates = identityStatements(set).filter(
    (statement) => statement.Effect === effect && !asksAlready(statement, condition),
  );
  const chosen = candidates[place % Math.max(1, candidates.length)];
  if (chosen === undefined) {
    return undefined;
  }
  const change = onStatements((statements) =>
    statements.map((statement) => (statement === chosen ? withCondition(statement, condition) : statement)),
  );
  return {
    ...set,
    identity: set.identity.map((placed) => ({ ...placed, document: change(placed.document) })),
  };
};
