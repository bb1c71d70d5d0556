import { isToldByItself } from '#core/notice/notice-window.ts';
import type { MessageStep } from '../message-batch/handle-message.ts';
import { done, malformed } from '../message-batch/message-outcome.ts';
import { findOrTakePlace } from './find-or-take-place.ts';
import { holdBack } from './hold-back.ts';
import type { NotifyPorts } from './notify-ports.ts';
import { readNotice } from './read-notice.ts';

/**
 * Message → notice → people. The first notices of a minute are sent one by one; those that follow wait, each in
 * its message in the queue, until one of these finds that their digest is due and sends it for all of them.
 */
export const notifyPeople =
  (ports: NotifyPorts): MessageStep =>
  async (event, message, telemetry) => {
    const read = readNotice(event, ports);
    if (!read.ok) {
      return malformed(read.problem);
    }
    const notice = read.value;
    if (notice === undefined) {
      return done('nothing that people need to hear');
    }
    const place = await findOrTakePlace(notice, ports);
    if (!isToldByItself(place)) {
      return holdBack({ notice, place, message }, ports, telemetry);
    }
    await ports.notifier.sendOnce(notice);
    telemetry.count('NoticesSent');
    return done('notice sent', { notice: notice.id });
  };
