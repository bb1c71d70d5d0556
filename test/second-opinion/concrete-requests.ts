import { actionName, CATALOGUE_SIZE, indexOfAction } from '#core/catalogue/action-catalogue.ts';
import { beyondEnrolment } from '../fakes/proof-claims.ts';
import { documentsOf, type ProvedCase, requestPoliciesOf, userOf } from '../fakes/proved-cases.ts';
import type { AwsRequest } from '../model/request.model.ts';
import { contextsToTry } from '../model/request-contexts.model.ts';
import { listOf } from '../model/request-documents.model.ts';
import { namedResources, resourcesFor } from './concrete-resources.ts';
import { sessionsOf } from './sessions.ts';

/** What whoever holds a stolen credential tries first, and what no list has. */
const TRIED_FIRST = [
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:DeactivateMFADevice',
  'iam:EnableMFADevice',
  'iam:ResyncMFADevice',
  'iam:ChangePassword',
  'iam:DeleteVirtualMFADevice',
  'iam:PassRole',
  'iam:ListUsers',
  'sts:AssumeRole',
  'sts:GetFederationToken',
  's3:GetObject',
  's3:ListAllMyBuckets',
  'secretsmanager:GetSecretValue',
  'lambda:InvokeFunction',
  'iam:FutureAction',
  'newservice:Do',
];

const WITH_CREDENTIALS = [
  'codecommit:GitPull',
  'codecommit:GitPush',
  'codecommit:FutureAction',
  'cassandra:Select',
  'bedrock:InvokeModel',
  'logs:PutLogEvents',
  'logs:FutureAction',
];

/** A service's credential works with that service only. */
const canCall = ({ session }: ProvedCase, action: string): boolean =>
  session !== 'service-credential' || /^(codecommit|cassandra|bedrock|bedrock-mantle|logs):/.test(action);

/** As the service writes it. */
const asWritten = (action: string): string => {
  const index = indexOfAction(action);
  return index === undefined ? action : actionName(index);
};

/** What the policies name, with letters where they have wildcards. */
const namedActions = (asked: ProvedCase): readonly string[] =>
  documentsOf(requestPoliciesOf(asked.set))
    .flatMap(({ Statement }) => listOf(Statement))
    .flatMap(({ Action, NotAction }) => [...listOf(Action), ...listOf(NotAction)])
    .filter((pattern) => /^[a-z0-9-]+:/.test(pattern))
    .map((pattern) => asWritten(pattern.replaceAll('*', 'Anything').replaceAll('?', 'X')));

type Pick = <Item>(items: readonly Item[]) => Item | undefined;

const picker = (picks: readonly number[]): Pick => {
  let turn = 0;
  return (items) => {
    turn += 1;
    return items[((picks[turn % picks.length] ?? 0) + 7 * turn) % items.length];
  };
};

const some = <Item>(items: readonly Item[], count: number, pick: Pick): readonly Item[] =>
  items.length <= count ? items : Array.from({ length: count }, () => pick(items) as Item);

const actionsToTry = (asked: ProvedCase, picks: readonly number[]): readonly string[] => {
  const drawn = picks.map((pick) => actionName(pick % CATALOGUE_SIZE));
  const all = [...TRIED_FIRST, ...WITH_CREDENTIALS, ...namedActions(asked), ...drawn];
  return [...new Set(all)].filter((action) => canCall(asked, action));
};

/** More resources than this are drawn from. */
const MOST_RESOURCES = 24;

/** Contexts are made for these many resources: what a variable has to be hangs on the resource. */
const MOST_WITH_CONTEXTS = 3;

/**
 * Requests that this kind of session can make, beyond enrolment, with what AWS documents that they carry: no more than
 * `most`, drawn by these numbers.
 */
export const concreteRequests = (
  asked: ProvedCase,
  picks: readonly number[],
  most: number,
): readonly AwsRequest[] => {
  const user = userOf(asked.set);
  const documents = documentsOf(requestPoliciesOf(asked.set));
  const pick = picker(picks);
  const named = some(namedResources(documents, user), MOST_RESOURCES, pick);
  const contexts = sessionsOf(asked).flatMap((session) =>
    ['*', ...some(named, MOST_WITH_CONTEXTS, pick)].flatMap((resource) =>
      contextsToTry(documents, session, resource),
    ),
  );
  const actions = actionsToTry(asked, picks);
  return Array.from({ length: most }, (_, turn) => {
    // Half of them walk through the list from its beginning, which is the worst.
    const action = turn % 2 === 0 ? actions[turn / 2] : pick(actions);
    const resource = action && pick(resourcesFor(action, named, user));
    const context = pick(contexts);
    return action && resource && context ? [{ action, resource, context }] : [];
  })
    .flat()
    .filter((request) => beyondEnrolment(asked, request));
};
