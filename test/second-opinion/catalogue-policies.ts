import fc from 'fast-check';
import {
  actionName,
  CATALOGUE_SIZE,
  indexOfAction,
  resourcePatternsOf,
} from '#core/catalogue/action-catalogue.ts';
import type { PolicySet } from '../arbitraries/policy-documents.ts';
import { policySets } from '../arbitraries/policy-documents.ts';
import { EXTRA_CONDITIONS, MFA_CONDITIONS, withCondition } from '../arbitraries/statement-mutations.ts';
import type { RawStatement } from '../model/request-documents.model.ts';

/** Services whose resources are named in different ways; all others are one in three. */
const SERVICES = ['iam', 's3', 'sts', 'ec2', 'lambda', 'kms', 'sqs', 'codecommit', 'logs', 'bedrock'];

const NAMES = Array.from({ length: CATALOGUE_SIZE }, (_, action) => actionName(action));
const OF_SERVICES = NAMES.filter((name) => SERVICES.includes(name.split(':')[0] ?? ''));

const actions = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...OF_SERVICES) },
  { weight: 1, arbitrary: fc.constantFrom(...NAMES) },
);

/** An action, or what takes in others too: `iam:List*`, `s3:*`. */
const widened = (action: string, how: 'exact' | 'verb' | 'service'): string => {
  const [service = '', name = ''] = action.split(':');
  switch (how) {
    case 'verb':
      return `${service}:${/^[A-Z][a-z]+/.exec(name)?.[0] ?? name}*`;
    case 'service':
      return `${service}:*`;
    case 'exact':
      return action;
  }
};

const widenings = fc.constantFrom('exact' as const, 'verb' as const, 'service' as const);

const ACCOUNT = '222222222222';
const OTHER_ACCOUNT = '333333333333';

/** Resources of a type of an action: all, those of the own account, some by their names, one. */
const resourcesOf = (action: string) => {
  const index = indexOfAction(action);
  const types = index === undefined ? [] : resourcePatternsOf(index);
  const inPartition = types.map((type) => type.replace(/^arn:\*/, 'arn:aws'));
  const ofAccount = (account: string) =>
    inPartition.map((type) => type.replace(/^((?:[^:]*:){4})\*/, `$1${account}`));
  const owned = ofAccount(ACCOUNT);
  return fc.constantFrom(
    '*',
    `arn:aws:${action.split(':')[0]}:*`,
    ...inPartition,
    ...owned,
    ...ofAccount(OTHER_ACCOUNT),
    ...owned.map((type) => type.replace(/\*$/, 'x*')),
    ...owned.map((type) => type.replaceAll('*', 'x')),
    ...owned.map((type) => type.replace(/\*$/, `\${aws:username}`)),
  );
};

/** Actions, and resources that some of them can be about, or none. */
const named = fc.array(fc.tuple(actions, widenings), { minLength: 1, maxLength: 3 }).chain((list) =>
  fc.record({
    patterns: fc.constant(list.map(([action, how]) => widened(action, how))),
    resources: fc.array(
      fc.oneof(...list.map(([action]) => resourcesOf(action)), actions.chain(resourcesOf)),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);

const statements: fc.Arbitrary<RawStatement> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    about: named,
    others: fc.constantFrom('none', 'none', 'none', 'actions', 'resources'),
    condition: fc.option(fc.constantFrom(...MFA_CONDITIONS, ...EXTRA_CONDITIONS), { freq: 3 }),
  })
  .map(({ Effect, about: { patterns, resources }, others, condition }) => {
    const statement: RawStatement = {
      Effect,
      ...(others === 'actions' ? { NotAction: patterns } : { Action: patterns }),
      ...(others === 'resources' ? { NotResource: resources } : { Resource: resources }),
    };
    return condition === null ? statement : withCondition(statement, condition);
  });

/** Policies that people do not write: what they say meets the catalogue in odd places. */
export const cataloguePolicySets: fc.Arbitrary<PolicySet> = fc
  .tuple(policySets, fc.array(statements, { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([set, list, alone]) => ({
    ...set,
    identity: [
      ...(alone ? [] : set.identity),
      { holder: { kind: 'user' as const }, document: { Version: '2012-10-17' as const, Statement: list } },
    ],
  }));
