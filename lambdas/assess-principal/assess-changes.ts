import { encodeWork } from '#contracts/queued-work.ts';
import { encodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { delayAfter, isTooEarly, isWorthReadingAgain } from '#core/change/visibility.ts';
import { elapsed } from '#core/kernel/time.ts';
import { advanceRecord } from '#core/ledger/advance-record.ts';
import { recallCredentials } from '#core/ledger/ended-credentials.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { Look } from '#core/threat/posture-threats.ts';
import { judgeDisposition } from '#core/verdict/judge-disposition.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { leadingChange, type PendingChanges } from '#core/workload/pending-changes.ts';
import type { LookWork } from '#core/workload/work.ts';
import { done, type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { AssessPorts } from './assess-ports.ts';

/** A rival costs two rounds: one to notice that it wrote, one to read later than it did. */
const ROUNDS = 8;

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

/** What is judged: the user as it was read, and what is remembered of it under this name and a former one. */
interface Known {
  readonly snapshot: PostureSnapshot;
  readonly previous: PrincipalRecord | undefined;
  readonly former: PrincipalRecord | undefined;
}

/** The work again, to be counted anew in the account's budget. */
const again = ({ reserved: _used, ...work }: LookWork, more: Partial<LookWork> = {}): string =>
  encodeWork({ ...work, ...more });

const waitForReads = (
  { snapshot, previous }: Known,
  { changes }: PendingChanges,
  work: LookWork,
): MessageOutcome | undefined => {
  const lastCall = Math.max(...changes.map(({ call }) => call.at)) as typeof snapshot.readBegan;
  return isTooEarly(snapshot, changes, previous)
    ? postponed(
        'the read does not show the change yet',
        delayAfter(elapsed(lastCall, snapshot.readBegan)),
        again(work),
      )
    : undefined;
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

/** Whoever had the former name is the same user only if the id is. */
const rememberedAs = ({ snapshot, previous, former }: Known): PrincipalRecord | undefined =>
  snapshot.kind === 'present' && former?.identity?.userId === snapshot.user.userId ? former : previous;

const judgeAndRecord = async (
  known: Known,
  pending: PendingChanges,
  work: LookWork,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<Assessed | 'outdated' | 'conflict'> => {
  const { snapshot, previous } = known;
  const early = waitForReads(known, pending, work);
  if (early !== undefined) {
    return { outcome: early };
  }
  const memory = recallCredentials(rememberedAs(known), snapshot, pending.changes);
  const finding = judgePosture(snapshot, memory.ended, snapshot.readBegan, ports.rules);
  const verdict = { finding, disposition: judgeDisposition(snapshot, previous, ports.principals) };
  const failing = waitForFailures(verdict, snapshot, work);
  if (failing !== undefined) {
    return { outcome: failing };
  }
  const cause = leadingChange(pending.changes);
  if (cause === undefined) {
    return { outcome: done('nothing is pending', { principal: work.principal }) };
  }
  const assessment = { snapshot, verdict, memory, cause: cause.call, mode: ports.mode };
  const advance = advanceRecord(previous, assessment);
  if (advance.kind === 'outdated') {
    return 'outdated';
  }
  if ((await ports.ledger.savePrincipal(advance.record)) === 'conflict') {
    return 'conflict';
  }
  return {
    outcome: await announce(advance.record, ports, telemetry),
    look: { snapshot, finding, previousFinding: previous?.verdict.finding.kind },
  };
};

/** The record under the name that the user had before one of these changes. */
const loadFormer = (
  { principal, changes }: PendingChanges,
  { ledger }: AssessPorts,
): Promise<PrincipalRecord | undefined> => {
  const formerName = changes.find((change) => change.formerName !== undefined)?.formerName;
  return formerName === undefined
    ? Promise.resolve(undefined)
    : ledger.loadPrincipal({ ...principal, userName: formerName });
};

/**
 * Reads the principal as it is now, judges it, records the verdict and announces it if it is news. When somebody
 * else wrote the record in between, what was read still holds unless a later read is recorded by then.
 */
export const assessChanges = async (
  pending: PendingChanges,
  work: LookWork,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<Assessed> => {
  const read = (): Promise<PostureSnapshot> => {
    telemetry.count('PrincipalsRead');
    return ports.reader.read(pending.principal);
  };
  const former = await loadFormer(pending, ports);
  let reading = read();
  for (let round = 0; round < ROUNDS; round += 1) {
    const [snapshot, previous] = await Promise.all([reading, ports.ledger.loadPrincipal(pending.principal)]);
    const assessed = await judgeAndRecord({ snapshot, previous, former }, pending, work, ports, telemetry);
    if (assessed !== 'outdated' && assessed !== 'conflict') {
      return assessed;
    }
    reading = assessed === 'outdated' ? read() : reading;
  }
  throw new Error(`expected to record a verdict within ${ROUNDS} rounds, received a conflict in each`);
};
