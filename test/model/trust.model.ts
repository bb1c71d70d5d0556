import { allOf, anyOf, not, type Outcome, outcomeOf } from './outcome.model.ts';
import type { RequestContext } from './request.model.ts';
import { matchConditions, openConditions, type Readings } from './request-conditions.model.ts';
import { listOf, type OneOrMore, type RawConditions } from './request-documents.model.ts';
import { matchesAction } from './request-patterns.model.ts';

export type RawPrincipal = '*' | Readonly<Record<string, OneOrMore<string>>>;

export interface RawTrustStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: RawPrincipal;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Condition?: RawConditions;
}

export interface RawTrustDocument {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Statement: OneOrMore<RawTrustStatement>;
}

/** Somebody who asks for a role, as the `Principal` element knows whom. */
export interface TrustCaller {
  /** Every ARN or name that this one caller goes by: a role session has its own and its role's. */
  readonly names: readonly string[];
  readonly type: 'AWS' | 'Service' | 'Federated';
  readonly account: string | undefined;
  readonly action: string;
  readonly mfa: boolean;
  /** Whether the caller is a user, who could have used MFA. */
  readonly isUser: boolean;
}

const accountOf = (name: string): string | undefined =>
  /^\d{12}$/.test(name) ? name : /^arn:aws:iam::(\d{12}):root$/.exec(name)?.[1];

/** Who comes with no credentials of AWS is not said to be among those whom a star allows. */
const matchStar = (effect: RawTrustStatement['Effect'], { type }: TrustCaller): Outcome =>
  type === 'AWS' || effect === 'Deny' ? 'yes' : 'either';

/** Naming an account "delegates authority to the account"; what denying an account means is not said. */
const matchAccount = (account: string, effect: RawTrustStatement['Effect'], caller: TrustCaller): Outcome => {
  const belongs = caller.account === account;
  return belongs && effect === 'Deny' ? 'either' : outcomeOf(belongs);
};

const matchAws = (name: string, effect: RawTrustStatement['Effect'], caller: TrustCaller): Outcome => {
  const account = accountOf(name);
  if (name === '*') {
    return matchStar(effect, caller);
  }
  if (account !== undefined) {
    return matchAccount(account, effect, caller);
  }
  return outcomeOf(caller.type === 'AWS' && caller.names.includes(name));
};

/** Whether a star stands for all of one type is not said; who comes by no other name than the star is one of them. */
const matchProvider = (type: string, name: string, caller: TrustCaller): Outcome => {
  if (caller.type !== type) {
    return 'no';
  }
  return caller.names.includes(name) ? 'yes' : name === '*' ? 'either' : 'no';
};

const matchName = (
  type: string,
  name: string,
  effect: RawTrustStatement['Effect'],
  caller: TrustCaller,
): Outcome => {
  switch (type) {
    case 'AWS':
      return matchAws(name, effect, caller);
    case 'Service':
    case 'Federated':
      return matchProvider(type, name, caller);
    case 'CanonicalUser':
      // An account by another name, of which nothing is said for trust policies.
      return caller.type === 'AWS' ? 'either' : 'no';
    default:
      return 'either';
  }
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const matchPrincipal = ({ Effect, Principal }: RawTrustStatement, caller: TrustCaller): Outcome => {
  const written: Readonly<Record<string, OneOrMore<string>>> = Principal === '*' ? { AWS: '*' } : Principal;
  return anyOf(
    Object.entries(written).flatMap(([type, names]) =>
      listOf(names).map((name) => matchName(type, name, Effect, caller)),
    ),
  );
};

const matchAction = ({ Action, NotAction }: RawTrustStatement, action: string): Outcome => {
  const matched = anyOf(listOf(NotAction ?? Action).map((pattern) => matchesAction(pattern, action)));
  return NotAction === undefined ? matched : not(matched);
};

/** What is compared only: conditions have the same shape in every policy. */
const conditional = ({ Effect, Condition }: RawTrustStatement) => ({
  Effect,
  ...(Condition === undefined ? {} : { Condition }),
});

const applies = (
  statement: RawTrustStatement,
  variables: boolean,
  caller: TrustCaller,
  context: RequestContext,
  readings: Readings,
): Outcome =>
  allOf([
    matchPrincipal(statement, caller),
    matchAction(statement, caller.action),
    matchConditions(conditional(statement), variables, context, readings),
  ]);

const says = (
  effect: RawTrustStatement['Effect'],
  document: RawTrustDocument,
  caller: TrustCaller,
  context: RequestContext,
  readings: Readings,
): Outcome =>
  anyOf(
    listOf(document.Statement)
      .filter(({ Effect }) => Effect === effect)
      .map((statement) => applies(statement, document.Version === '2012-10-17', caller, context, readings)),
  );

const MOST_READ = 6;

/** Every way to read what the documentation leaves open, each condition the same wherever it stands. */
const readingsOf = (document: RawTrustDocument, context: RequestContext): readonly Readings[] => {
  const open = new Set(
    listOf(document.Statement).flatMap((statement) =>
      openConditions(conditional(statement), document.Version === '2012-10-17', context),
    ),
  );
  return [...open]
    .slice(0, MOST_READ)
    .reduce<readonly Readings[]>(
      (readings, condition) =>
        readings.flatMap((reading) =>
          (['yes', 'no'] as const).map((outcome) => new Map([...reading, [condition, outcome]])),
        ),
      [new Map()],
    );
};

/**
 * AWS's documented evaluation of one request for a role by the role's trust policy alone, written without the product's
 * code. *Yes* and *no* hold in every reading of the documentation.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const evaluateTrust = (
  document: RawTrustDocument,
  caller: TrustCaller,
  context: RequestContext,
): Outcome => {
  const outcomes = readingsOf(document, context).map((readings) =>
    allOf([
      says('Allow', document, caller, context, readings),
      not(says('Deny', document, caller, context, readings)),
    ]),
  );
  return outcomes.every((outcome) => outcome === outcomes[0]) ? (outcomes[0] ?? 'either') : 'either';
};
