import { encodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import type { PrincipalChange } from '#core/change/principal-change.ts';
import { delayAfter, isTooEarly, isWorthReadingAgain } from '#core/change/visibility.ts';
import { elapsed } from '#core/kernel/time.ts';
import { advanceRecord } from '#core/ledger/advance-record.ts';
import { recallCredentials } from '#core/ledger/ended-credentials.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { judgeDisposition } from '#core/verdict/judge-disposition.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import { done, type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { AssessPorts } from './assess-ports.ts';

/** A rival costs two rounds: one to notice that it wrote, one to read later than it did. */
const ROUNDS = 8;

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

/** What is judged: the user as it was read, and what is remembered of it. */
interface Known {
  readonly snapshot: PostureSnapshot;
  readonly previous: PrincipalRecord | undefined;
}

const judgeAndRecord = async (
  { snapshot, previous }: Known,
  change: PrincipalChange,
  message: InboxMessage,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome | 'outdated' | 'conflict'> => {
  if (isTooEarly(snapshot, change, previous)) {
    return postponed(
      'the read does not show the change yet',
      delayAfter(elapsed(change.call.at, snapshot.readBegan)),
    );
  }
  const memory = recallCredentials(previous, snapshot, change);
  const finding = judgePosture(snapshot, memory.ended, snapshot.readBegan, ports.rules);
  const waited = elapsed(message.firstSeenAt, snapshot.readBegan);
  if (isWorthReadingAgain(finding, waited)) {
    return postponed('a read failed in passing', delayAfter(waited));
  }
  const disposition = judgeDisposition(snapshot, previous, ports.principals);
  const verdict = { finding, disposition };
  const { mode } = ports;
  const advance = advanceRecord(previous, { snapshot, verdict, memory, cause: change.call, mode });
  if (advance.kind === 'outdated') {
    return 'outdated';
  }
  return (await ports.ledger.savePrincipal(advance.record)) === 'conflict'
    ? 'conflict'
    : announce(advance.record, ports, telemetry);
};

/**
 * Reads the principal as it is now, judges it, records the verdict and announces it if it is news. When somebody
 * else wrote the record in between, what was read still holds unless a later read is recorded by then.
 */
export const assessChange = async (
  change: PrincipalChange,
  message: InboxMessage,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const read = (): Promise<PostureSnapshot> => {
    telemetry.count('PrincipalsRead');
    return ports.reader.read(change.principal);
  };
  let reading = read();
  for (let round = 0; round < ROUNDS; round += 1) {
    const [snapshot, previous] = await Promise.all([reading, ports.ledger.loadPrincipal(change.principal)]);
    const outcome = await judgeAndRecord({ snapshot, previous }, change, message, ports, telemetry);
    if (outcome !== 'outdated' && outcome !== 'conflict') {
      return outcome;
    }
    reading = outcome === 'outdated' ? read() : reading;
  }
  throw new Error(`expected to record a verdict within ${ROUNDS} rounds, received a conflict in each`);
};
