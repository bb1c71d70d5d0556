import { encodeWork } from '#contracts/queued-work.ts';
import { describeConcern } from '#core/change/concern.ts';
import { milliseconds, seconds } from '#core/kernel/time.ts';
import { isPassing } from '#core/posture/observed.ts';
import type { ExpandWork } from '#core/workload/work.ts';
import type { DirectoryPage } from '#ports/directory-reader.ts';
import { done, type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { scheduleLook } from '../workload/schedule-look.ts';
import type { AssessPorts } from './assess-ports.ts';
import { reserveCalls } from './reserve-calls.ts';

const AT_ONCE = milliseconds(0);

/** How long a page that could not be read in passing is left alone. */
const LATER = seconds(30);

const withoutReservation = ({ reserved: _used, ...work }: ExpandWork): ExpandWork => work;

const queueGroups = async (
  work: ExpandWork,
  groups: readonly string[],
  ports: AssessPorts,
): Promise<void> => {
  const { marker: _ended, ...rest } = withoutReservation(work);
  for (const groupName of groups) {
    await ports.work.send({ ...rest, concern: { kind: 'group', groupName } }, AT_ONCE);
  }
};

/** One look a user of this page. A user about whom too much is pending has a look coming, whatever is said here. */
const queueLooks = async (
  work: ExpandWork,
  users: (DirectoryPage & { kind: 'page' })['users'],
  ports: AssessPorts,
): Promise<void> => {
  const { partition, account, call, urgency } = work;
  const now = ports.clock.now();
  for (const userName of users) {
    const principal = { partition, account, userName };
    await scheduleLook({ call, principal, expectation: { kind: 'unstated' } }, urgency, now, ports);
  }
};

const unread = (work: ExpandWork, { because }: DirectoryPage & { kind: 'unreadable' }): MessageOutcome => {
  if (isPassing(because)) {
    return postponed('a listing failed in passing', LATER, encodeWork(withoutReservation(work)));
  }
  throw new Error(
    `expected to read who is concerned by ${describeConcern(work.concern)} in account ${work.account}, received ${because}; is the member stack of that account up to date?`,
  );
};

/**
 * Finds out whom a change concerns, one page at a time: queues a look at each user of the page, and the next page.
 * A page that is read twice queues nothing twice, for its users are pending already.
 */
export const expandConcern = async (
  work: ExpandWork,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const wait = await reserveCalls(work, ports, telemetry);
  if (wait !== undefined) {
    return wait;
  }
  const page = await ports.directory.readPage(work);
  if (page.kind === 'unreadable') {
    return unread(work, page);
  }
  if (page.kind === 'absent') {
    return done('nobody is concerned any more', { concern: work.concern, account: work.account });
  }
  await queueLooks(work, page.users, ports);
  await queueGroups(work, page.groups, ports);
  if (page.next !== undefined) {
    await ports.work.send({ ...withoutReservation(work), marker: page.next }, AT_ONCE);
  }
  telemetry.count('ConcernsExpanded');
  return done('looks queued', {
    concern: work.concern,
    account: work.account,
    users: page.users.length,
    groups: page.groups.length,
    more: page.next !== undefined,
  });
};
