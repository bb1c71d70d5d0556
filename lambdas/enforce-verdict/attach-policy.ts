import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { elapsed, isShorter, seconds } from '#core/kernel/time.ts';
import { type AttachFailure, type Attempt, attemptSessionName, type Intent } from '#core/ledger/intent.ts';
import { type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { concludeIntent, LOOK_AGAIN } from './conclude-intent.ts';
import type { EnforcePorts } from './enforce-ports.ts';

/** How long an attempt is given to show in a read before another one is made. */
const PATIENCE_WITH_OWN_ATTEMPT = seconds(20);

/** How often one attachment is tried before people are told that it can't be confirmed. */
const MOST_ATTEMPTS = 10;

const isUnderWay = (attempt: Attempt | undefined, ports: EnforcePorts): boolean =>
  attempt !== undefined && isShorter(elapsed(attempt.at, ports.clock.now()), PATIENCE_WITH_OWN_ATTEMPT);

/** Reads back what was done: only what a read has shown counts as done. */
const verify = async (
  intent: Intent,
  policyArn: Arn,
  ports: EnforcePorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const attached = await ports.reader.readAttachedPolicies(intent.principal);
  return attached.kind === 'known' && attached.fact.includes(policyArn)
    ? concludeIntent(intent, { kind: 'attached', at: ports.clock.now(), policyArn }, ports, telemetry)
    : postponed('the attachment does not show yet', LOOK_AGAIN);
};

const giveUp = (
  intent: Intent,
  because: AttachFailure,
  ports: EnforcePorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> =>
  concludeIntent(intent, { kind: 'failed', at: ports.clock.now(), because }, ports, telemetry);

/** Record, then act, then verify. */
export const attachPolicy = async (
  intent: Intent,
  policyArn: Arn,
  ports: EnforcePorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  if (isUnderWay(intent.attempts.at(-1), ports)) {
    return postponed('an attempt is under way', LOOK_AGAIN);
  }
  if (intent.attempts.length >= MOST_ATTEMPTS) {
    return giveUp(intent, 'not-confirmed', ports, telemetry);
  }
  const attempt: Attempt = { policyArn, at: ports.clock.now() };
  if ((await ports.ledger.beginAttempt(intent, attempt)) === 'conflict') {
    return postponed('another invocation makes this attempt', LOOK_AGAIN);
  }
  const attempted: Intent = { ...intent, attempts: [...intent.attempts, attempt] };
  const sessionName = attemptSessionName(intent.id, attempted.attempts.length);
  const result = await ports.enforcer.attach(intent.principal, policyArn, sessionName);
  switch (result.kind) {
    case 'accepted':
      return verify(attempted, policyArn, ports, telemetry);
    case 'refused':
      return giveUp(attempted, result.because, ports, telemetry);
    case 'try-again':
      return postponed('IAM did not take the call', LOOK_AGAIN);
  }
};
