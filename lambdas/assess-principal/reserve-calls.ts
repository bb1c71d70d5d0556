import { encodeWork } from '#contracts/queued-work.ts';
import { minutes } from '#core/kernel/time.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import {
  CALLS_OF_A_LOOK,
  CALLS_OF_A_PAGE,
  callsOf,
  FURTHEST_AHEAD,
  latestReservation,
  timeToEarn,
  waitFor,
} from '#core/workload/call-budget.ts';
import { accountOf, type LookWork, type Work } from '#core/workload/work.ts';
import type { Budget } from '#ports/budget-ledger.ts';
import { type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { AssessPorts } from './assess-ports.ts';

const BECAUSE = "the account's budget of IAM calls is used up for now";

/** What is urgent asks again before long. */
const SOON = minutes(1);

const budgetOf = (work: Work): Budget => ({ account: accountOf(work), urgency: work.urgency });

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
  const duration = timeToEarn(work.kind === 'look' ? CALLS_OF_A_LOOK : CALLS_OF_A_PAGE, work.urgency);
  const earnedAt = await ledger.reserve(budgetOf(work), duration, now, latestReservation(now));
  if (earnedAt === 'full') {
    telemetry.count('BudgetsExceeded');
    return postponed(BECAUSE, work.urgency === 'urgent' ? SOON : FURTHEST_AHEAD);
  }
  const wait = waitFor(earnedAt, work.urgency, now);
  if (wait === 0) {
    return undefined;
  }
  telemetry.count('BudgetsExceeded');
  return postponed(BECAUSE, wait, encodeWork({ ...work, reserved: true }));
};

/**
 * Takes out of the budget what a read cost beyond what was reserved for it: nobody's policies are free to read. It is
 * taken from what is not urgent, so that one user with very many policies can't use up what is urgent about others.
 */
export const chargeCalls = async (
  work: LookWork,
  snapshot: PostureSnapshot,
  reserved: number,
  { ledger, clock }: AssessPorts,
): Promise<void> => {
  const beyond = callsOf(snapshot) - reserved;
  if (beyond > 0) {
    const now = clock.now();
    const budget = { account: accountOf(work), urgency: 'settling' } as const;
    await ledger.reserve(budget, timeToEarn(beyond, 'settling'), now, latestReservation(now));
  }
};
