import type { WatchedEvent } from '#core/change/watched-event.ts';
import { milliseconds } from '#core/kernel/time.ts';
import type { Subject } from '#core/workload/subject.ts';
import type { ExpandWork, FurtherPage } from '#core/workload/work.ts';
import type { DirectoryPage } from '#ports/directory-reader.ts';
import { done, type MessageOutcome } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { scheduleLook } from '../workload/schedule-look.ts';
import type { AssessPorts } from './assess-ports.ts';
import { beginWork, endWork, notWrittenDown } from './begin-work.ts';
import { readPage } from './read-page.ts';
import { reserveCalls } from './reserve-calls.ts';

const AT_ONCE = milliseconds(0);

/** So many users are looked at at once, which uses up most of what is urgent in the account. More have to wait. */
const FEW = 10;

type Page = DirectoryPage & { readonly kind: 'page' };
type About = Pick<FurtherPage, 'call'> & Pick<WatchedEvent, 'urgency'>;

const isFew = ({ users, groups, next }: Page): boolean =>
  next === undefined && users.length + groups.length <= FEW;

/** A promised expansion had time to wait: what it is about is not urgent, or one of very many. */
const isAtOnce = ({ page, number }: ExpandWork): boolean => page === undefined && number === undefined;

const subjectsOf = ({ partition, account }: ExpandWork, { users, groups }: Page): readonly Subject[] => [
  ...users.map((userName) => ({ partition, account, userName })),
  ...groups.map((groupName) => ({ partition, account, concern: { kind: 'group', groupName } as const })),
];

/** A look at each user of the page, and at the members of each group; false when some could not be queued. */
const queueLooks = async (
  subjects: readonly Subject[],
  { call, urgency }: About,
  ports: AssessPorts,
): Promise<boolean> => {
  let all = true;
  for (const subject of subjects) {
    const arrivedAt = ports.clock.now();
    const change = { call, expectation: { kind: 'unstated' }, urgency, arrivedAt } as const;
    all = (await scheduleLook(subject, change, ports, { insists: true })) !== 'busy' && all;
  }
  return all;
};

const expandPage = async (
  work: ExpandWork,
  page: Page,
  about: About,
  ports: AssessPorts,
): Promise<MessageOutcome> => {
  const urgency = isAtOnce(work) && isFew(page) ? about.urgency : 'settling';
  if (!(await queueLooks(subjectsOf(work, page), { ...about, urgency }, ports))) {
    return notWrittenDown(work);
  }
  const { partition, account, concern } = work;
  if (page.next !== undefined) {
    const further = { marker: page.next, call: about.call };
    await ports.work.send({ kind: 'expand', partition, account, concern, urgency, page: further }, AT_ONCE);
  }
  const { users, groups, next } = page;
  const counts = { users: users.length, groups: groups.length, more: next !== undefined };
  return done('looks queued', { concern, account, ...counts });
};

/** Reads one page and queues what follows from it. */
const expand = async (
  work: ExpandWork,
  about: About,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const read = await readPage(work, about.call, ports);
  if (read.kind === 'ended') {
    return read.outcome;
  }
  const outcome = await expandPage(work, read.page, about, ports);
  telemetry.count('ConcernsExpanded');
  return outcome;
};

const expandFurther = async (
  work: ExpandWork,
  page: FurtherPage,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const wait = await reserveCalls(work, ports, telemetry);
  return wait ?? expand(work, { call: page.call, urgency: 'settling' }, ports, telemetry);
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
  if (work.page !== undefined) {
    return expandFurther(work, work.page, ports, telemetry);
  }
  const { partition, account, concern } = work;
  const collective = { partition, account, concern };
  const begun = await beginWork(collective, work, ports, telemetry);
  if (begun.kind === 'ended') {
    return begun.outcome;
  }
  const { changes: taken, leading } = begun;
  const outcome = await expand(work, leading, ports, telemetry);
  return outcome.kind === 'done'
    ? endWork(collective, work, { taken, hasSeen: () => true }, outcome, ports)
    : outcome;
};
