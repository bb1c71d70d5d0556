import { assertNever } from '#core/kernel/assert-never.ts';
import { minutes, seconds } from '#core/kernel/time.ts';
import { composeDigest, digestId, type HeldNotice } from '#core/notice/compose-digest.ts';
import { type NoticeWindow, numbersInDigest } from '#core/notice/notice-window.ts';
import { done, type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { NotifyPorts } from './notify-ports.ts';

/** No invocation lives longer than one minute, nor does what it left behind keep others from sending longer. */
const LEASE = minutes(2);

const LOOK_AGAIN = seconds(30);

/** A partition of the ledger takes about a thousand writes a second, and each of these takes some milliseconds. */
const AT_ONCE = 10;

/** Every notice that made it into the window. None can any more: what is left out here is told of later. */
const settleAll = async (
  window: NoticeWindow,
  taken: number,
  { notices }: NotifyPorts,
): Promise<readonly HeldNotice[]> => {
  const numbers = numbersInDigest(taken);
  const held: HeldNotice[] = [];
  for (let first = 0; first < numbers.length; first += AT_ONCE) {
    const some = numbers.slice(first, first + AT_ONCE).map((number) => notices.settle(window, number));
    held.push(...(await Promise.all(some)).filter((notice) => notice !== undefined));
  }
  return held;
};

/** Sends the digest of a window that has ended, unless it was sent or somebody else is at it. */
export const tellDigest = async (
  window: NoticeWindow,
  ports: NotifyPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const turn = await ports.notices.beginDigest(window, ports.clock.now(), LEASE);
  switch (turn.kind) {
    case 'told':
      return done('told of in a digest', { digest: digestId(window) });
    case 'with-somebody-else':
      return postponed('somebody else is sending the digest', LOOK_AGAIN);
    case 'begun': {
      const held = await settleAll(window, turn.taken, ports);
      await ports.notifier.sendOnce(composeDigest(window, held));
      await ports.notices.endDigest(window);
      telemetry.count('NoticesSent');
      return done('digest sent', { digest: digestId(window), notices: held.length });
    }
    default:
      return assertNever(turn);
  }
};
