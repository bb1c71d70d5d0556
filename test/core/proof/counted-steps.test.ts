import { describe, expect, it } from 'vitest';
import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import { allActions, noActions } from '#core/policy/action-set.ts';
import { type Effort, limitedEffort } from '#core/policy/effort.ts';
import { wildcardPattern } from '#core/policy/pattern.ts';
import { resourcePattern } from '#core/policy/resource-pattern.ts';
import { actionsByResources } from '#core/proof/action-kinds.ts';
import type { BoundStatement } from '#core/proof/bind-statement.ts';
import { withinServices } from '#core/proof/credential-services.ts';
import { beyondEnrolment } from '#core/proof/enrolment-set.ts';
import { evaluateConditions } from '#core/proof/evaluate-condition.ts';
import { applies } from '#core/proof/evaluate-request.ts';
import { explainDeny } from '#core/proof/explain-deny.ts';
import { holdsGiven } from '#core/proof/implied-condition.ts';
import { principalPolicies } from '#core/proof/principal-policies.ts';
import { reachableFrom } from '#core/proof/reachable-actions.ts';
import { requestContexts } from '#core/proof/request-context.ts';
import { everyRequest, onResources, outside, within } from '#core/proof/requests.ts';
import { bindPolicies } from '#core/proof/session-requests.ts';
import { ALLOW_ALL, DENY_WITHOUT_MFA, holding, numbers, policyOf } from './hostile-user.ts';

/** The words of a set of actions: what looking through one costs at least. */
const WORDS = allActions.length;

const RULES = { allowPasswordChange: false };
const OWNER = holding([], { tags: [{ key: 'long', value: 'x'.repeat(256) }] });

const [
  CONTEXT = (): never => {
    throw new Error('Expected a key to have a context.');
  },
] = requestContexts(OWNER, 'access-key');

const bound = (statement: object): BoundStatement => {
  const policies = principalPolicies(holding([policyOf(statement)]), limitedEffort(1_000_000_000));
  const { allows, denies } = bindPolicies(policies, CONTEXT, limitedEffort(1_000_000_000));
  const [first] = [...allows, ...denies];
  if (first === undefined) {
    throw new Error('Expected the statement to be bound.');
  }
  return first;
};

const stepsOf = (work: (effort: Effort) => unknown): number => {
  const effort = limitedEffort(1_000_000_000);
  work(effort);
  return effort.spent();
};

const deny = (Condition: object, Resource: unknown = '*'): object => ({
  Effect: 'Deny',
  Action: '*',
  Resource,
  Condition,
});

const onlyUsers = onResources(
  everyRequest,
  resourcePattern(wildcardPattern(`arn:aws:iam::222222222222:user/${'a'.repeat(2_000)}*`)),
  limitedEffort(1_000_000),
);

describe('work that is repeated is counted', () => {
  it.each<[string, number, (effort: Effort) => unknown]>([
    [
      'each value of a condition',
      1_000,
      (effort) =>
        evaluateConditions(bound(deny({ Null: { k: numbers(1_000) } })).source.conditions, CONTEXT, effort),
    ],
    [
      'each character that a variable brings into a value',
      2_560,
      (effort) =>
        evaluateConditions(
          bound(
            deny({
              StringEquals: { 'aws:calledVia': numbers(10).map(() => `$\u007baws:PrincipalTag/long}`) },
            }),
          ).source.conditions,
          CONTEXT,
          effort,
        ),
    ],
    [
      'each pair of values that are compared',
      20_000,
      (effort) =>
        holdsGiven(
          bound(deny({ StringLike: { k: numbers(100).map((value) => `v${value}`) } })),
          bound({
            ...ALLOW_ALL,
            Condition: { StringLike: { k: numbers(100).map((value) => `v${99 - value}`) } },
          }).source.conditions,
          CONTEXT,
          effort,
        ),
    ],
    [
      'each character of long values that are compared',
      4_000,
      (effort) =>
        holdsGiven(
          bound(deny({ StringLike: { k: `${'a'.repeat(2_000)}b` } })),
          bound({
            ...ALLOW_ALL,
            Condition: { StringLike: { k: [`${'a'.repeat(2_000)}c`, `${'a'.repeat(2_000)}d`] } },
          }).source.conditions,
          CONTEXT,
          effort,
        ),
    ],
    [
      'each pair of conditions',
      20,
      (effort) =>
        holdsGiven(
          bound(deny({ StringLike: { k: 'a' } })),
          bound({
            ...ALLOW_ALL,
            Condition: { StringLike: Object.fromEntries(numbers(20).map((key) => [`x${key}`, 'a'])) },
          }).source.conditions,
          CONTEXT,
          effort,
        ),
    ],
    [
      'a deny that is passed over',
      1,
      (effort) => holdsGiven(bound(deny({ StringEquals: { 'aws:calledVia': 'x' } })), [], CONTEXT, effort),
    ],
    ['what a statement grants', WORDS, (effort) => within(everyRequest, bound(ALLOW_ALL), effort)],
    [
      'what a statement denies',
      2 * WORDS,
      (effort) => outside(everyRequest, bound(DENY_WITHOUT_MFA), effort),
    ],
    [
      'what is beyond enrolment',
      WORDS,
      (effort) => beyondEnrolment({ ...everyRequest, actions: noActions }, OWNER, RULES, effort),
    ],
    [
      'each character of a user’s name',
      6_000,
      (effort) =>
        onlyUsers.flatMap((requests) => beyondEnrolment({ ...requests, unlisted: [] }, OWNER, RULES, effort))
          .length,
    ],
    ['what a service’s credential can sign', WORDS, (effort) => withinServices(everyRequest, [], effort)],
    [
      'why a deny does not hold',
      WORDS,
      (effort) =>
        explainDeny(
          bound(DENY_WITHOUT_MFA),
          { actions: noActions, unlisted: [], selfScoped: noActions },
          CONTEXT,
          effort,
        ),
    ],
    [
      'each group of actions with resources of their own',
      actionsByResources().length,
      (effort) =>
        reachableFrom(
          [
            {
              ...everyRequest,
              actions: noActions,
              resources: onlyUsers.flatMap(({ resources }) => resources),
            },
          ],
          OWNER,
          effort,
        ),
    ],
    [
      'each character of a resource that is asked for',
      2_000,
      (effort) =>
        applies(
          { ...bound({ ...ALLOW_ALL, Resource: `b${'a'.repeat(2_000)}` }).source },
          { action: indexOfAction('iam:GetUser') ?? 0, resource: OWNER.arn },
          CONTEXT,
          effort,
        ),
    ],
  ])('%s', (_what, least, work) => {
    expect(stepsOf(work)).toBeGreaterThanOrEqual(least);
  });
});
