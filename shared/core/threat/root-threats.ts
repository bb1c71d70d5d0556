import * as z from 'zod/mini';
import { namedIn, type ReadRecord } from '#core/change/observed-event.ts';
import { isSignInWithoutMfa } from '#core/change/read-sign-in.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { textIn } from './record-text.ts';
import { type Threat, targetNamed } from './threat.ts';
import { type ThreatRule, whenSucceeded } from './threat-rule.ts';

const target = targetNamed('root', 'root');

/** Steps of a sign-in that is told of by itself. */
const isStepOfSignIn = ({ call }: ReadRecord): boolean => call.eventName === 'CheckMfa';

const signedIn = (record: ReadRecord): readonly Threat[] =>
  record.failure !== undefined || isStepOfSignIn(record)
    ? []
    : [
        {
          kind: 'root-signed-in',
          severity: isSignInWithoutMfa(record.details) ? 'critical' : 'high',
          target,
        },
      ];

/** The calls that change something among those that the tasks of central root management allow. */
const CENTRAL_TASKS: ReadonlySet<string> = new Set([
  'CreateLoginProfile',
  'DeleteLoginProfile',
  'DeleteAccessKey',
  'DeleteSigningCertificate',
  'DeactivateMFADevice',
  'DeleteBucketPolicy',
  'PutBucketPolicy',
  'SetQueueAttributes',
]);

/**
 * Whether this may be central root management at work. AWS documents a mark for its sessions, and prints a record
 * of one without it; nobody should be woken for those, nor should a thief be overlooked who makes the same calls.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html
 */
const isPerhapsCentral = (record: ReadRecord): boolean =>
  record.credential.sessionOfUnknownOrigin &&
  CENTRAL_TASKS.has(record.call.eventName) &&
  namedIn(record).every(({ kind }) => kind === 'root');

const isAboutRoot = (record: ReadRecord): boolean =>
  record.failure === undefined && namedIn(record).some(({ kind }) => kind === 'root');

const used = (record: ReadRecord): Threat => {
  if (isPerhapsCentral(record)) {
    return { kind: 'root-used', severity: 'low', target };
  }
  if (record.call.kind === 'access-key-created' && isAboutRoot(record)) {
    return { kind: 'root-key-created', severity: 'critical', target };
  }
  return record.call.kind === 'mfa-device-deactivated' && isAboutRoot(record)
    ? { kind: 'root-credentials-changed', severity: 'high', target }
    : { kind: 'root-used', severity: 'medium', target };
};

/** Old records of the console name it as the service that called. */
const CONSOLE = 'signin.amazonaws.com';

/** A service that goes on in the name of the root user is not the root user at work. */
const isByService = ({ credential: { throughService } }: ReadRecord): boolean =>
  throughService !== undefined && throughService !== CONSOLE;

/**
 * The root user of an account at work. Sessions of central root management say `Root` too, but are parsed as
 * `assumed-root`, and are no use of a root password or key.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html
 */
export const rootUseThreats: ThreatRule = (record) => {
  const { actor, kind } = record.call;
  if (actor.kind !== 'root' || kind === 'root-credentials-changed') {
    return [];
  }
  if (kind === 'signed-in') {
    return signedIn(record);
  }
  const threat = used(record);
  return threat.kind === 'root-used' && isByService(record) ? [] : [threat];
};

/** The password or the address of a root user changes, or somebody asks for that. */
export const rootCredentialThreats: ThreatRule = ({ call }) =>
  call.kind === 'root-credentials-changed' && call.actor.kind === 'root'
    ? [{ kind: 'root-credentials-changed', severity: 'high', target }]
    : [];

const Task = z.object({ taskPolicyArn: z.object({ arn: z.string() }) });

const TASK_POLICY = /^arn:[^:]+:iam::aws:policy\/root-task\/(?<task>\w+)$/;

/** Looking is what inventories do every day. A password is what no root user should have any more. */
const TASKS: ReadonlyMap<string, Severity> = new Map([
  ['IAMAuditRootUserCredentials', 'low'],
  ['IAMCreateRootUserPassword', 'high'],
]);

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html (TaskPolicyArn) */
const severityOfTask = (requestParameters: unknown): Severity => {
  const arn = Task.safeParse(requestParameters).data?.taskPolicyArn.arn ?? '';
  return TASKS.get(TASK_POLICY.exec(arn)?.groups?.['task'] ?? '') ?? 'medium';
};

/** Somebody becomes the root user of a member account by central root management. */
export const rootSessionThreats: ThreatRule = whenSucceeded(({ call, details }) =>
  call.kind === 'root-session-started'
    ? [
        {
          kind: 'root-session-started',
          severity: severityOfTask(details.requestParameters),
          target: targetNamed('account', textIn(details.requestParameters, 'targetPrincipal')),
        },
      ]
    : [],
);
