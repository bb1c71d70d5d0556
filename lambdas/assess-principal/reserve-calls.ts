import { encodeWork } from '#contracts/queued-work.ts';
import {
  CALLS_OF_A_LOOK,
  CALLS_OF_A_PAGE,
  FURTHEST_AHEAD,
  latestReservation,
  timeToEarn,
  waitFor,
} from '#core/workload/call-budget.ts';
import { accountOf, type Work } from '#core/workload/work.ts';
import { type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { AssessPorts } from './assess-ports.ts';

const BECAUSE = "the account's budget of IAM calls is used up for now";

/**
 * Takes the calls of this work out of the account's budget. Undefined when they may be made now; otherwise the work
 * comes back when they may, so that one account's flood costs that account time, and throttles nobody in it.
 */
export const reserveCalls = async (
  work: Work,
  { ledger, clock }: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome | undefined> => {
  if (work.reserved === true) {
    return undefined;
  }
  const now = clock.now();
  const duration = timeToEarn(work.kind === 'look' ? CALLS_OF_A_LOOK : CALLS_OF_A_PAGE);
  const earnedAt = await ledger.reserve(accountOf(work), duration, now, latestReservation(now));
  if (earnedAt === 'full') {
    telemetry.count('BudgetsExceeded');
    return postponed(BECAUSE, FURTHEST_AHEAD);
  }
  const wait = waitFor(earnedAt, work.urgency, now);
  if (wait === 0) {
    return undefined;
  }
  telemetry.count('BudgetsExceeded');
  return postponed(BECAUSE, wait, encodeWork({ ...work, reserved: true }));
};
