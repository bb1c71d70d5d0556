import * as z from 'zod/mini';
import { ACTION_TAKEN, decodeActionTaken } from '#contracts/action-taken.ts';
import type { MalformedMessage } from '#contracts/guardian-event.ts';
import { decodeTamperingDetected, TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { decodeThreatDetected, THREAT_DETECTED } from '#contracts/threat-detected.ts';
import { decodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { composeActionNotice } from '#core/notice/compose-action-notice.ts';
import { composeTamperingNotice } from '#core/notice/compose-tampering-notice.ts';
import { composeThreatNotice } from '#core/notice/compose-threat-notice.ts';
import { composeVerdictNotice } from '#core/notice/compose-verdict-notice.ts';
import type { Notice } from '#core/notice/notice.ts';
import type { NotifyPorts } from './notify-ports.ts';

const Typed = z.object({ 'detail-type': z.string() });

type ReadNotice = Result<Notice | undefined, MalformedMessage>;

/** The notice that a decoded message is worth, if any. */
const noticeOf = <Message>(
  decoded: Result<Message, MalformedMessage>,
  compose: (message: Message) => Notice | undefined,
): ReadNotice => (decoded.ok ? ok(compose(decoded.value)) : decoded);

/** What people are to be told about one message of the internal bus; undefined when it is nothing. */
export const readNotice = (
  event: unknown,
  { hubAccount, context }: Pick<NotifyPorts, 'hubAccount' | 'context'>,
): ReadNotice => {
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
    case THREAT_DETECTED:
      return noticeOf(decodeThreatDetected(event, hubAccount), (threat) =>
        composeThreatNotice(threat, context),
      );
    default:
      return fail({
        kind: 'malformed',
        expected: 'one of the guardian’s events',
        received: detailType.slice(0, 200),
      });
  }
};
