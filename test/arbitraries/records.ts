import fc from 'fast-check';
import type { Actor } from '#core/change/actor.ts';
import { CHANGE_KINDS } from '#core/change/change-kind.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import { epochMs } from '#core/kernel/time.ts';
import { ATTACH_FAILURES, type FinishedIntent, type FinishedOutcome } from '#core/ledger/intent.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { GAP_FACTS, GAP_REASONS, type Gap } from '#core/posture/observed.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Disposition } from '#core/verdict/disposition.ts';
import { ENROLMENTS, FINDING_KINDS, type Finding } from '#core/verdict/mfa-verdict.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { anyText, openSessions } from './open-sessions.ts';

/** Whole seconds: messages carry no more. */
const instants = fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => epochMs(second * 1_000));

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

const userNames = fc
  .string({ unit: fc.constantFrom(...'aZ09_+=,.@-'), minLength: 1, maxLength: 64 })
  .map((name) => name as UserName);

const userIds = fc
  .string({ unit: fc.constantFrom(...'AZ09'), minLength: 17, maxLength: 17 })
  .map((rest) => `AIDA${rest}` as UserId);

const arns = fc
  .tuple(digits(12), userNames)
  .map(([account, name]) => `arn:aws:iam::${account}:user/team/${name}` as Arn);

const principals: fc.Arbitrary<PrincipalName> = fc.record({
  partition: fc.constantFrom('aws', 'aws-cn', 'aws-us-gov').map((partition) => partition as Partition),
  account: digits(12).map((account) => account as AccountId),
  userName: userNames,
});

const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({ kind: fc.constant('iam-user' as const), userName: anyText, arn: anyText }),
  fc.record({ kind: fc.constant('role-session' as const), roleArn: anyText, sessionName: anyText }),
  fc.record({ kind: fc.constant('root' as const) }),
  fc.record({ kind: fc.constant('aws-service' as const), service: anyText }),
  fc.record({ kind: fc.constant('unrecognised' as const), type: anyText }),
);

export const observedCalls: fc.Arbitrary<ObservedCall> = fc.record({
  eventId: anyText,
  eventName: anyText,
  kind: fc.constantFrom(...CHANGE_KINDS),
  at: instants,
  actor: actors,
});

const gaps: fc.Arbitrary<Gap> = fc.record(
  { fact: fc.constantFrom(...GAP_FACTS), because: fc.constantFrom(...GAP_REASONS), of: anyText },
  { requiredKeys: ['fact', 'because'] },
);

const severities = fc.constantFrom(...SEVERITIES);

const perhaps = fc.constantFrom(true, false, 'unknown' as const);

const findings: fc.Arbitrary<Finding> = fc.oneof(
  fc.record({ kind: fc.constant('no-access' as const) }),
  fc.record({ kind: fc.constant('protected' as const), lasting: fc.boolean() }),
  fc.record(
    {
      kind: fc.constant('awaiting-enrolment' as const),
      enrolment: fc.constantFrom(...ENROLMENTS),
      severity: severities,
    },
    { requiredKeys: ['kind', 'enrolment'] },
  ),
  fc.record(
    {
      kind: fc.constant('exposed' as const),
      severity: severities,
      open: fc.array(openSessions, { maxLength: 4 }),
      hasDevice: perhaps,
      hasPassword: perhaps,
      heldEnforcement: fc.constant('altered' as const),
    },
    { requiredKeys: ['kind', 'severity', 'open', 'hasDevice'] },
  ),
  fc.record({ kind: fc.constant('undetermined' as const), gaps: fc.array(gaps, { maxLength: 6 }) }),
);

const dispositions: fc.Arbitrary<Disposition> = fc.oneof(
  fc.record({ kind: fc.constant('none' as const) }),
  fc.record({ kind: fc.constantFrom('exempt' as const, 'break-glass' as const), reason: anyText }),
);

const versions = fc.integer({ min: 1, max: 1_000_000 });

export const principalRecords: fc.Arbitrary<PrincipalRecord> = fc.record({
  principal: principals,
  identity: fc.option(fc.record({ userId: userIds, arn: arns }), { nil: undefined }),
  verdict: fc.record({ finding: findings, disposition: dispositions }),
  version: versions,
  mode: fc.constantFrom('observe' as const, 'enforce' as const),
  previousFinding: fc.option(fc.constantFrom(...FINDING_KINDS), { nil: undefined }),
  cause: observedCalls,
  readBegan: instants,
  announcedVersion: fc.constant(0),
  actedUpon: fc.constant(undefined),
  activeKeys: fc.constant([]),
  ended: fc.constant([]),
  revision: fc.constant(1),
});

const outcomes: fc.Arbitrary<FinishedOutcome> = fc.oneof(
  fc.record({ kind: fc.constant('attached' as const), at: instants, policyArn: arns }),
  fc.record({
    kind: fc.constant('failed' as const),
    at: instants,
    because: fc.constantFrom(...ATTACH_FAILURES),
  }),
);

export const finishedIntents: fc.Arbitrary<FinishedIntent> = fc.record({
  id: anyText,
  principal: principals,
  userId: userIds,
  verdictVersion: versions,
  openedAt: instants,
  attempts: fc.constant([]),
  outcome: outcomes,
  announced: fc.constant(false),
});
