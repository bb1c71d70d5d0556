import { encodeWork } from '#contracts/queued-work.ts';
import { encodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { delayAfter, isTooEarly, isWorthReadingAgain, isWorthWaiting } from '#core/change/visibility.ts';
import { elapsed } from '#core/kernel/time.ts';
import { advanceRecord } from '#core/ledger/advance-record.ts';
import { recallCredentials } from '#core/ledger/ended-credentials.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { Look } from '#core/threat/posture-threats.ts';
import { judgeDisposition } from '#core/verdict/judge-disposition.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { CALLS_OF_A_LOOK } from '#core/workload/call-budget.ts';
import type { PendingChange } from '#core/workload/pending-changes.ts';
import type { LookWork } from '#core/workload/work.ts';
import { done, type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { AssessPorts } from './assess-ports.ts';
import { type Former, recallFormer } from './recall-former.ts';
import { chargeCalls } from './reserve-calls.ts';

/** A rival costs two rounds: one to notice that it wrote, one to read later than it did. */
const ROUNDS = 8;

/** What is to be looked at, and the change that this is due to most of all. */
export interface ToAssess {
  readonly changes: readonly PendingChange[];
  readonly leading: PendingChange;
}

/** What became of the message, and what was seen, if the look came to an end. */
export interface Assessed {
  readonly outcome: MessageOutcome;
  readonly look?: Look;
}

/** A verdict is announced when it is news, and once more if an earlier try was cut off after recording it. */
const announce = async (
  record: PrincipalRecord,
  { bus, ledger }: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const details = {
    principal: record.principal,
    finding: record.verdict.finding,
    verdictVersion: record.version,
  };
  if (record.announcedVersion >= record.version) {
    return done('verdict unchanged', details);
  }
  await bus.publish(VERDICT_REACHED, encodeVerdictReached(record));
  await ledger.markAnnounced(record.principal, record.version);
  telemetry.count('VerdictsReached');
  return done('verdict reached', details);
};

/** What is judged: the user as it was read, what has changed, and what is remembered under each of its names. */
interface Known extends ToAssess {
  readonly snapshot: PostureSnapshot;
  readonly previous: PrincipalRecord | undefined;
  readonly former: Former;
}

/** The work again, to be counted anew in the account's budget. */
const again = ({ reserved: _used, ...work }: LookWork, more: Partial<LookWork> = {}): string =>
  encodeWork({ ...work, ...more });

/** Whoever changes the same thing to and fro would never be judged if a read had to show the last of it. */
const waitForReads = (
  { snapshot, changes, previous, former }: Known,
  work: LookWork,
): MessageOutcome | undefined => {
  const { readBegan } = snapshot;
  const waitingSince = work.waitingSince ?? readBegan;
  const awaited = [...changes, ...former.changes];
  if (!isTooEarly(snapshot, awaited, previous) || !isWorthWaiting(elapsed(waitingSince, readBegan))) {
    return undefined;
  }
  const lastCall = Math.max(...awaited.map(({ call }) => call.at)) as typeof readBegan;
  return postponed(
    'the read does not show the change yet',
    delayAfter(elapsed(lastCall, readBegan)),
    again(work, { waitingSince }),
  );
};

const waitForFailures = (
  { finding }: MfaVerdict,
  { readBegan }: PostureSnapshot,
  work: LookWork,
): MessageOutcome | undefined => {
  const failingSince = work.failingSince ?? readBegan;
  const waited = elapsed(failingSince, readBegan);
  return isWorthReadingAgain(finding, waited)
    ? postponed('a read failed in passing', delayAfter(waited), again(work, { failingSince }))
    : undefined;
};

/** A later read is recorded already, by a clock that is ahead of this one if it stays later. */
const waitForClock = ({ snapshot, previous }: Known, work: LookWork): MessageOutcome =>
  postponed(
    'a later read is recorded already',
    delayAfter(elapsed(snapshot.readBegan, previous?.readBegan ?? snapshot.readBegan)),
    again(work),
  );

const judgeAndRecord = async (
  known: Known,
  work: LookWork,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<Assessed | 'outdated' | 'conflict'> => {
  const { snapshot, changes, previous, former } = known;
  const early = waitForReads(known, work);
  if (early !== undefined) {
    return { outcome: early };
  }
  const memory = recallCredentials(previous, snapshot, [...changes, ...former.changes], former.records);
  const finding = judgePosture(snapshot, memory.ended, snapshot.readBegan, ports.rules);
  const verdict = { finding, disposition: judgeDisposition(snapshot, previous, ports.principals) };
  const failing = waitForFailures(verdict, snapshot, work);
  if (failing !== undefined) {
    return { outcome: failing };
  }
  const eventIds = changes.map(({ call }) => call.eventId);
  const assessment = { snapshot, verdict, memory, cause: known.leading.call, eventIds, mode: ports.mode };
  const advance = advanceRecord(previous, assessment);
  if (advance.kind === 'outdated') {
    return 'outdated';
  }
  if ((await ports.ledger.savePrincipal(advance.record)) === 'conflict') {
    return 'conflict';
  }
  return {
    outcome: await announce(advance.record, ports, telemetry),
    look: { snapshot, ...verdict, previousFinding: previous?.verdict.finding.kind },
  };
};

/** Reads the user. The first read is paid for already, up to what a typical user costs. */
const readAndCharge = async (
  work: LookWork,
  paid: number,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<PostureSnapshot> => {
  telemetry.count('PrincipalsRead');
  const snapshot = await ports.reader.read(work.principal);
  await chargeCalls(work, snapshot, paid, ports);
  return snapshot;
};

/**
 * Reads the principal as it is now, judges it, records the verdict and announces it if it is news. When somebody
 * else wrote the record in between, what was read still holds unless a later read is recorded by then.
 */
export const assessChanges = async (
  { changes, leading }: ToAssess,
  work: LookWork,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<Assessed> => {
  const { principal } = work;
  const former = await recallFormer(changes, principal, ports);
  let reading = readAndCharge(work, CALLS_OF_A_LOOK, ports, telemetry);
  let readAgain = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [snapshot, previous] = await Promise.all([reading, ports.ledger.loadPrincipal(principal)]);
    const known = { snapshot, changes, leading, previous, former };
    const assessed = await judgeAndRecord(known, work, ports, telemetry);
    if (assessed === 'outdated' && readAgain) {
      return { outcome: waitForClock(known, work) };
    }
    if (assessed === 'outdated') {
      readAgain = true;
      reading = readAndCharge(work, 0, ports, telemetry);
    } else if (assessed !== 'conflict') {
      return assessed;
    }
  }
  throw new Error(`expected to record a verdict within ${ROUNDS} rounds, received a conflict in each`);
};
