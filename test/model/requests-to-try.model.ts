import type { ProvableSession } from '#core/proof/session-kind.ts';
import type { AwsRequest, RequestContext } from './request.model.ts';
import { contextsToTry } from './request-contexts.model.ts';
import { listOf, type RawDocument } from './request-documents.model.ts';
import type { SessionContext, SessionUser } from './session-contexts.model.ts';

/** What an action works on: nothing of its own (`*`), or resources of one shape in the user's own account. */
interface ModelAction {
  readonly action: string;
  readonly resources: RegExp;
}

const NO_RESOURCE = /^\*$/;
const USER = /^arn:aws:iam::222222222222:user\/[^*]+$/;
const DEVICE = /^arn:aws:iam::222222222222:mfa\/[^*]+$/;
const ANY_RESOURCE = /./;

/**
 * A few actions and the resource types that AWS gives for them, and some that no list has.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const MODEL_ACTIONS: readonly ModelAction[] = [
  { action: 'iam:AttachUserPolicy', resources: USER },
  { action: 'iam:ChangePassword', resources: USER },
  { action: 'iam:CreateAccessKey', resources: USER },
  { action: 'iam:CreateVirtualMFADevice', resources: DEVICE },
  { action: 'iam:DeactivateMFADevice', resources: USER },
  { action: 'iam:DeleteVirtualMFADevice', resources: DEVICE },
  { action: 'iam:EnableMFADevice', resources: USER },
  { action: 'iam:GetAccountPasswordPolicy', resources: NO_RESOURCE },
  { action: 'iam:GetUser', resources: USER },
  { action: 'iam:ListUsers', resources: NO_RESOURCE },
  { action: 's3:GetObject', resources: /^arn:aws:s3:::[^*/]+\/.+$/ },
  { action: 's3:ListAllMyBuckets', resources: NO_RESOURCE },
  { action: 'sts:AssumeRole', resources: /^arn:aws:iam::\d{12}:role\/[^*]+$/ },
  { action: 'ec2:TerminateInstances', resources: /^arn:aws:ec2:[^*:]+:222222222222:instance\/[^*]+$/ },
  { action: 'codecommit:GitPull', resources: /^arn:aws:codecommit:[^*:]+:222222222222:[^*]+$/ },
  { action: 'codecommit:FutureAction', resources: ANY_RESOURCE },
  { action: 'iam:FutureAction', resources: ANY_RESOURCE },
  { action: 's3:FutureAction', resources: ANY_RESOURCE },
  { action: 'newservice:Do', resources: ANY_RESOURCE },
];

const USUAL_RESOURCES = [
  '*',
  'arn:aws:iam::222222222222:user/ana',
  'arn:aws:iam::222222222222:user/team/ana',
  'arn:aws:iam::222222222222:user/bob',
  'arn:aws:iam::222222222222:mfa/phone',
  'arn:aws:iam::222222222222:role/admin',
  'arn:aws:s3:::photos/cat.jpg',
  'arn:aws:ec2:eu-west-1:222222222222:instance/i-1',
  'arn:aws:codecommit:eu-west-1:222222222222:website',
];

const VARIABLE = /\$\{([^},]*)(?:, '([^']*)')?\}/g;

const USER_NAME = /:user\/(?:.*\/)?(?<name>[^/]+)$/;

/** Names of users are unique in an account, whatever their path and case, so that no other user has the own name. */
const exists = (resource: string, user: SessionUser): boolean =>
  USER_NAME.exec(resource)?.groups?.['name']?.toLowerCase() !== user.userName.toLowerCase() ||
  resource === user.arn;

/** Resources that a pattern of a document is about, where it is clear enough to name one. */
const instancesOf = (pattern: string, context: RequestContext): readonly string[] =>
  [true, false].map((withDefault) =>
    pattern
      .replaceAll(VARIABLE, (_, key: string, fallback: string | undefined) => {
        const value = context[key.toLowerCase()];
        const missing = withDefault ? (fallback ?? 'x') : 'x';
        return typeof value === 'string' ? value : missing;
      })
      .replace(/^((?:[^:]*:){4})\*/, '$1222222222222')
      .replaceAll(/[*?]/g, 'x'),
  );

const resourcesToTry = (documents: readonly RawDocument[], user: SessionUser): readonly string[] => {
  const named = documents
    .flatMap(({ Statement }) => listOf(Statement))
    .flatMap(({ Resource, NotResource }) => [...listOf(Resource), ...listOf(NotResource)]);
  const instances = named.flatMap((pattern) => instancesOf(pattern, { 'aws:username': user.userName }));
  return [...new Set([...USUAL_RESOURCES, ...instances])].filter((resource) => exists(resource, user));
};

/**
 * What AWS gives credentials of their own for, beside access keys.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html
 */
const WITH_CREDENTIALS = /^(codecommit|cassandra|bedrock|logs):/;

const canCall = (session: ProvableSession, action: string): boolean =>
  session !== 'service-credential' || WITH_CREDENTIALS.test(action);

/** Requests of one kind of session that could show a hole in these documents, each possible on AWS. */
export function* requestsToTry(
  documents: readonly RawDocument[],
  user: SessionUser,
  session: ProvableSession,
  contexts: readonly SessionContext[],
): Generator<AwsRequest> {
  const actions = MODEL_ACTIONS.filter(({ action }) => canCall(session, action));
  for (const resource of resourcesToTry(documents, user)) {
    const possible = actions.filter(({ resources }) => resources.test(resource));
    for (const context of contexts.flatMap((one) => contextsToTry(documents, one, resource))) {
      yield* possible.map(({ action }) => ({ action, resource, context }));
    }
  }
}
