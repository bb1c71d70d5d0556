import type { CollectiveConcern } from '#core/change/concern.ts';
import type { Expectation } from '#core/change/expectation.ts';
import type { DurationMs, EpochMs } from '#core/kernel/time.ts';
import { addDuration, milliseconds, seconds } from '#core/kernel/time.ts';
import type { PendingChange, PendingChanges } from '#core/workload/pending-changes.ts';
import type { Collective } from '#core/workload/subject.ts';
import { ANA, NEW_YEAR } from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';

export const SETTLE_TIME = seconds(20);

export const sinceNewYear = (duration: DurationMs | number): EpochMs =>
  addDuration(NEW_YEAR, milliseconds(duration));

export const PASSWORD: Expectation = { kind: 'password', present: true };

/** A change of ana's whose event is named; not urgent, and of something that a read can be held against. */
export const change = (
  eventId: string,
  members: Partial<PendingChange> & { readonly eventName?: string } = {},
): PendingChange => {
  const { eventName = `Call ${eventId}`, ...rest } = members;
  return {
    call: { ...CALL, eventId, eventName },
    expectation: PASSWORD,
    urgency: 'settling',
    arrivedAt: NEW_YEAR,
    ...rest,
  };
};

export const UNSTATED: Pick<PendingChange, 'expectation'> = { expectation: { kind: 'unstated' } };
export const URGENT: Pick<PendingChange, 'urgency'> = { urgency: 'urgent' };

/** What is pending about ana; name only what matters to the case. */
export const pendingOf = (members: Partial<PendingChanges> = {}): PendingChanges => ({
  subject: ANA,
  changes: [],
  nextLook: undefined,
  urgentSince: undefined,
  urgentLooks: 0,
  revision: 7,
  ...members,
});

/** A look that was promised at new year, and lies in the queue. */
export const QUEUED = {
  number: 7,
  promisedAt: NEW_YEAR,
  dueAt: addDuration(NEW_YEAR, SETTLE_TIME),
  queued: true,
} as const;

const collective = (concern: CollectiveConcern): Collective => ({
  partition: ANA.partition,
  account: ANA.account,
  concern,
});

export const DEVELOPERS: Collective = collective({ kind: 'group', groupName: 'developers' });
