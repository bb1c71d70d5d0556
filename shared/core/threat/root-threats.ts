import * as z from 'zod/mini';
import type { ChangeKind } from '#core/change/change-kind.ts';
import type { ReadRecord } from '#core/change/observed-event.ts';
import { isSignInWithoutMfa } from '#core/change/read-sign-in.ts';
import type { Threat } from './threat.ts';
import { type ThreatRule, whenSucceeded } from './threat-rule.ts';

const target = { kind: 'root', name: 'root' } as const;

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

const used = (kind: ChangeKind): Threat =>
  kind === 'access-key-created'
    ? { kind: 'root-key-created', severity: 'critical', target }
    : { kind: 'root-used', severity: 'medium', target };

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
  return kind === 'signed-in' ? signedIn(record) : [used(kind)];
};

/** The password or the address of a root user changes, or somebody asks for that. */
export const rootCredentialThreats: ThreatRule = ({ call }) =>
  call.kind === 'root-credentials-changed'
    ? [{ kind: 'root-credentials-changed', severity: 'high', target }]
    : [];

const TargetAccount = z.object({ targetPrincipal: z.string() });

/** Somebody becomes the root user of a member account by central root management. */
export const rootSessionThreats: ThreatRule = whenSucceeded(({ call, details }) => {
  const account = TargetAccount.safeParse(details.requestParameters).data?.targetPrincipal;
  return call.kind === 'root-session-started'
    ? [
        {
          kind: 'root-session-started',
          severity: 'medium',
          target: { kind: 'account', name: account ?? 'not recorded' },
        },
      ]
    : [];
});
