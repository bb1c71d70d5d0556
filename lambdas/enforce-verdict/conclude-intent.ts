import { ACTION_TAKEN, encodeActionTaken } from '#contracts/action-taken.ts';
import { seconds } from '#core/kernel/time.ts';
import type { FinishedIntent, FinishedOutcome, Intent } from '#core/ledger/intent.ts';
import type { ActedUpon } from '#core/ledger/principal-record.ts';
import { done, type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { EnforcePorts } from './enforce-ports.ts';

/** When to look again for what should show within moments. */
export const LOOK_AGAIN = seconds(2);

const announceOutcome = async (intent: FinishedIntent, { bus, ledger }: EnforcePorts): Promise<void> => {
  if (!intent.announced) {
    await bus.publish(ACTION_TAKEN, encodeActionTaken(intent));
    await ledger.markIntentAnnounced(intent.principal.account, intent.id);
  }
};

/** Finishes what an earlier delivery recorded but did not get to announce. */
export const repeatConclusion = async (
  intent: FinishedIntent,
  ports: EnforcePorts,
): Promise<MessageOutcome> => {
  await announceOutcome(intent, ports);
  return done('the action was finished before', { intent: intent.id, outcome: intent.outcome });
};

/** What a later read that finds the user exposed is to be held against. */
const whatCameOfIt = (outcome: FinishedOutcome): ActedUpon =>
  outcome.kind === 'attached'
    ? { at: outcome.at, policyArn: outcome.policyArn }
    : { at: outcome.at, failed: outcome.because };

/** Records the outcome, then announces it; cut off anywhere in between, the next delivery goes on from there. */
export const concludeIntent = async (
  intent: Intent,
  outcome: FinishedOutcome,
  ports: EnforcePorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const finished: FinishedIntent = { ...intent, outcome };
  await ports.ledger.markActedUpon(intent.principal, whatCameOfIt(outcome));
  if ((await ports.ledger.finishIntent(finished)) === 'conflict') {
    return postponed('another invocation finished this intent', LOOK_AGAIN);
  }
  await announceOutcome(finished, ports);
  telemetry.count(outcome.kind === 'attached' ? 'PoliciesAttached' : 'AttachmentsFailed');
  return done('action finished', { intent: intent.id, principal: intent.principal, outcome });
};
