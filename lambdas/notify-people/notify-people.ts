import * as z from 'zod/mini';
import { ACTION_TAKEN, decodeActionTaken } from '#contracts/action-taken.ts';
import type { MalformedMessage } from '#contracts/guardian-event.ts';
import { decodeTamperingDetected, TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { decodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { composeActionNotice } from '#core/notice/compose-action-notice.ts';
import { composeTamperingNotice } from '#core/notice/compose-tampering-notice.ts';
import { composeVerdictNotice } from '#core/notice/compose-verdict-notice.ts';
import type { Notice, NoticeContext } from '#core/notice/notice.ts';
import type { Notifier } from '#ports/notifier.ts';
import type { MessageStep } from '../message-batch/handle-message.ts';
import { done, malformed } from '../message-batch/message-outcome.ts';

/** What telling people needs from the world. It touches no IAM. */
export interface NotifyPorts {
  readonly hubAccount: AccountId;
  readonly context: NoticeContext;
  readonly notifier: Notifier;
}

const Typed = z.object({ 'detail-type': z.string() });

type ReadNotice = Result<Notice | undefined, MalformedMessage>;

/** The notice that a decoded message is worth, if any. */
const noticeOf = <Message>(
  decoded: Result<Message, MalformedMessage>,
  compose: (message: Message) => Notice | undefined,
): ReadNotice => (decoded.ok ? ok(compose(decoded.value)) : decoded);

const readNotice = (event: unknown, { hubAccount, context }: NotifyPorts): ReadNotice => {
  const typed = Typed.safeParse(event);
  const detailType = typed.success ? typed.data['detail-type'] : 'none';
  switch (detailType) {
    case VERDICT_REACHED:
      return noticeOf(decodeVerdictReached(event, hubAccount), (verdict) =>
        composeVerdictNotice(verdict, context),
      );
    case ACTION_TAKEN:
      return noticeOf(decodeActionTaken(event, hubAccount), (action) => composeActionNotice(action, context));
    case TAMPERING_DETECTED:
      return noticeOf(decodeTamperingDetected(event, hubAccount), (tampering) =>
        composeTamperingNotice(tampering, context),
      );
    default:
      return fail({
        kind: 'malformed',
        expected: 'one of the guardian’s events',
        received: detailType.slice(0, 200),
      });
  }
};

/** Verdict or outcome → message: decode, compose, send once. */
export const notifyPeople =
  (ports: NotifyPorts): MessageStep =>
  async (event, _message, telemetry) => {
    const notice = readNotice(event, ports);
    if (!notice.ok) {
      return malformed(notice.problem);
    }
    if (notice.value === undefined) {
      return done('nothing that people need to hear');
    }
    await ports.notifier.sendOnce(notice.value);
    telemetry.count('NoticesSent');
    return done('notice sent', { notice: notice.value.id });
  };
