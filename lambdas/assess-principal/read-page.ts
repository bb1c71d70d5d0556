import { encodeWork } from '#contracts/queued-work.ts';
import { describeConcern } from '#core/change/concern.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { delayAfter, isWorthListingAgain, mayShowLater } from '#core/change/visibility.ts';
import { elapsed } from '#core/kernel/time.ts';
import { isPassing, type ReadFailure } from '#core/posture/observed.ts';
import type { ExpandWork } from '#core/workload/work.ts';
import type { DirectoryPage } from '#ports/directory-reader.ts';
import { done, type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { AssessPorts } from './assess-ports.ts';

type PageRead =
  | { readonly kind: 'read'; readonly page: DirectoryPage & { readonly kind: 'page' } }
  | { readonly kind: 'ended'; readonly outcome: MessageOutcome };

const again = ({ reserved: _used, ...work }: ExpandWork, more: Partial<ExpandWork> = {}): string =>
  encodeWork({ ...work, ...more });

/** What is not there may have come to be so lately that it does not show yet. */
const absent = (work: ExpandWork, call: ObservedCall, { clock }: AssessPorts): MessageOutcome => {
  const waited = elapsed(call.at, clock.now());
  return mayShowLater(call, waited)
    ? postponed('what a change was about does not show yet', delayAfter(waited), again(work))
    : done('nobody is concerned any more', { concern: work.concern, account: work.account });
};

const unread = (work: ExpandWork, because: ReadFailure, { clock }: AssessPorts): MessageOutcome => {
  const now = clock.now();
  const failingSince = work.failingSince ?? now;
  const waited = elapsed(failingSince, now);
  if (isPassing(because) && isWorthListingAgain(waited)) {
    return postponed('a listing failed in passing', delayAfter(waited), again(work, { failingSince }));
  }
  throw new Error(
    `expected to read who is concerned by ${describeConcern(work.concern)} in account ${work.account}, received ${because}; is the member stack of that account up to date?`,
  );
};

/** Reads one page, or says what becomes of the message instead. Throws when nobody can say who is concerned. */
export const readPage = async (
  work: ExpandWork,
  call: ObservedCall,
  ports: AssessPorts,
): Promise<PageRead> => {
  const page = await ports.directory.readPage({ ...work, marker: work.page?.marker });
  switch (page.kind) {
    case 'page':
      return { kind: 'read', page };
    case 'absent':
      return { kind: 'ended', outcome: absent(work, call, ports) };
    case 'unreadable':
      return { kind: 'ended', outcome: unread(work, page.because, ports) };
  }
};
