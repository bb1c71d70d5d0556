import { seconds } from '#core/kernel/time.ts';
import { digestId, type HeldNotice } from '#core/notice/compose-digest.ts';
import type { Notice } from '#core/notice/notice.ts';
import { type NoticePlace, untilDigest } from '#core/notice/notice-window.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import { type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { takePlaceInstead } from './find-or-take-place.ts';
import type { NotifyPorts } from './notify-ports.ts';
import { tellDigest } from './tell-digest.ts';

/** A notice that may not have a message of its own, with the message of the queue that it came in. */
export interface WaitingNotice {
  readonly notice: Notice;
  readonly place: NoticePlace;
  readonly message: InboxMessage;
}

const withoutBody = ({ body: _inTheLog, ...held }: Notice): HeldNotice => held;

/**
 * Leaves the notice for the digest of its window, and has its message come back when that is due: it is done
 * with only after the digest was sent.
 */
export const holdBack = async (
  { notice, place, message }: WaitingNotice,
  ports: NotifyPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  // What comes back was logged before it was put back.
  if (!message.returned) {
    telemetry.info('notice held back', { ...notice, digest: digestId(place.window) });
  }
  if ((await ports.notices.hold(place, withoutBody(notice))) === 'too-late') {
    await takePlaceInstead(notice, place, ports);
    return postponed('its digest was sent without it', seconds(1));
  }
  const wait = untilDigest(place, ports.clock.now());
  return wait === undefined
    ? tellDigest(place.window, ports, telemetry)
    : postponed('it waits for the digest', wait);
};
