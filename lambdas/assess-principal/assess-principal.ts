import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { madeBefore } from '#core/change/principal-change.ts';
import { assertNever } from '#core/kernel/assert-never.ts';
import type { MessageStep } from '../message-batch/handle-message.ts';
import { done, malformed } from '../message-batch/message-outcome.ts';
import { assessChange } from './assess-change.ts';
import type { AssessPorts } from './assess-ports.ts';
import { detectTampering } from './detect-tampering.ts';

/** CloudTrail event → verdict: parse, recognise one's own doing, then read, judge, record and announce. */
export const assessPrincipal =
  (ports: AssessPorts): MessageStep =>
  async (event, message, telemetry) => {
    const parsed = parseCloudTrailEvent(event, ports.partition);
    if (!parsed.ok) {
      return malformed(parsed.problem);
    }
    // A returned copy was looked at before it was returned.
    if (!message.returned) {
      await detectTampering(parsed.value, ports, telemetry);
    }
    switch (parsed.value.kind) {
      case 'user-changed':
        return assessChange(madeBefore(parsed.value.change, message.firstSeenAt), message, ports, telemetry);
      case 'nobody-named':
        return malformed(parsed.value.problem);
      case 'call-failed':
        return done('the call failed and changed nothing', { ...parsed.value });
      case 'root-changed':
        return done('the call concerns the root user, who is no IAM user', { ...parsed.value });
      default:
        return assertNever(parsed.value);
    }
  };
