import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import {
  type ActionSet,
  actionSetOf,
  actionsIn,
  hasAction,
  withoutActions,
} from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { ANY_ONE, ANY_RUN, literalPattern, type Pattern, wildcardPattern } from '#core/policy/pattern.ts';
import { isWholeArn, type ResourcePattern, resourcePattern } from '#core/policy/resource-pattern.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { madeOnce } from './remembered.ts';
import { onlyActions, onResources, type Requests, withActions } from './requests.ts';

/** What a proof may count as enrolment. */
export interface ProofRules {
  /** Whether changing one's own password counts, for the sake of forced resets. */
  readonly allowPasswordChange: boolean;
}

const setOf = (names: readonly string[]): ActionSet =>
  actionSetOf(names.flatMap((name) => indexOfAction(name) ?? []));

/** Harmless on whatever resource. */
const ANYWHERE = [
  'iam:CreateVirtualMFADevice',
  'iam:GetUser',
  'iam:GetMFADevice',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'sts:GetSessionToken',
];

/** They need no permission, so that no policy can deny them. */
const UNDENIABLE = ['sts:GetCallerIdentity', 'sts:GetAccessKeyInfo'];

/** Enrolment on the own user; on anybody else they take over an account. */
const ON_OWN_USER = ['iam:EnableMFADevice', 'iam:ResyncMFADevice'];

interface EnrolmentActions {
  /** All that may count as enrolment; few. */
  readonly all: readonly number[];
  readonly selfScoped: ActionSet;
  /** What some actions are without them: the same set each time. */
  readonly without: (actions: ActionSet) => ActionSet;
}

const enrolmentActions = (anywhere: readonly string[], onOwnUser: readonly string[]): EnrolmentActions => {
  const all = setOf([...anywhere, ...UNDENIABLE, ...onOwnUser]);
  return {
    all: actionsIn(all),
    selfScoped: setOf(onOwnUser),
    without: madeOnce((actions) => withoutActions(actions, all)),
  };
};

const WITHOUT_PASSWORD = enrolmentActions(ANYWHERE, ON_OWN_USER);
const WITH_PASSWORD = enrolmentActions(
  [...ANYWHERE, 'iam:GetAccountPasswordPolicy'],
  [...ON_OWN_USER, 'iam:ChangePassword'],
);

const enrolmentBy = ({ allowPasswordChange }: ProofRules): EnrolmentActions =>
  allowPasswordChange ? WITH_PASSWORD : WITHOUT_PASSWORD;

/** The enrolment actions that must not reach another user. */
export const selfScopedActions = (rules: ProofRules): ActionSet => enrolmentBy(rules).selfScoped;

/** Every user of the account. IAM's calls never reach into another account. */
const usersOf = ({ partition, account }: PrincipalName): ResourcePattern =>
  resourcePattern(wildcardPattern(`arn:${partition}:iam::${account}:user/*`));

/** User names are unique in an account, whatever the path: what ends in `/ana` is nobody but ana. */
const isOwnUser = (pattern: Pattern, { userName }: PrincipalName): boolean => {
  const ending = literalPattern(`/${userName}`);
  const start = pattern.length - ending.length;
  return ending.every((token, index) => pattern[start + index] === token);
};

/** What a user name may be made of. */
const inUserName = (token: number): boolean => /[\w+=,.@-]/.test(String.fromCharCode(token));

/** Where the name surely has begun: behind the last slash, and behind what may stand for one. */
const nameBegins = (pattern: Pattern): number =>
  Math.max(...['/'.charCodeAt(0), ANY_RUN, ANY_ONE].map((token) => pattern.lastIndexOf(token))) + 1;

/** No user has such a name: a variable that stayed text, for one. */
const isNobody = (pattern: Pattern): boolean => !pattern.slice(nameBegins(pattern)).every(inUserName);

/** Enrolment actions on users that may be others. */
const onOthers = (
  requests: Requests,
  user: PrincipalName,
  rules: ProofRules,
  effort: Effort,
): readonly Requests[] =>
  onlyActions(requests, selfScopedActions(rules))
    .flatMap((enrolling) => onResources(enrolling, usersOf(user), effort))
    .flatMap((enrolling) => {
      const resources = enrolling.resources.filter(({ within }) =>
        within.every((pattern) => {
          effort.spend(pattern.whole.length);
          // Nobody knows where the name begins in an ARN that is not whole.
          return !isWholeArn(pattern) || !(isOwnUser(pattern.whole, user) || isNobody(pattern.whole));
        }),
      );
      return resources.length === 0 ? [] : [{ ...enrolling, resources }];
    });

/** What is left of requests beyond enrolling one's own device: reach. */
export const beyondEnrolment = (
  requests: Requests,
  user: PrincipalName,
  rules: ProofRules,
  effort: Effort,
): readonly Requests[] => {
  effort.spend(requests.actions.length);
  const enrolment = enrolmentBy(rules);
  if (!enrolment.all.some((action) => hasAction(requests.actions, action))) {
    return withActions(requests, requests.actions);
  }
  return [
    ...withActions(requests, enrolment.without(requests.actions)),
    ...onOthers(requests, user, rules, effort),
  ];
};
