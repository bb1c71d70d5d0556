import { GUARDIAN_SOURCE } from '#contracts/guardian-event.ts';
import type { DurationMs } from '#core/kernel/time.ts';
import type { Message } from '#core/notice/notice.ts';
import type { Inbox, InboxMessage } from '#ports/inbox.ts';
import type { MessageBus } from '#ports/message-bus.ts';
import type { Notifier } from '#ports/notifier.ts';
import type { Counted, Telemetry } from '../../lambdas/message-batch/telemetry.ts';
import { HUB_ACCOUNT } from './people.ts';

/** A message as EventBridge delivers it from the internal bus. */
export interface PublishedEvent {
  readonly source: string;
  readonly account: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
}

export const publishedBy = (account: string, detailType: string, detail: unknown): PublishedEvent => ({
  source: GUARDIAN_SOURCE,
  account,
  'detail-type': detailType,
  detail: JSON.parse(JSON.stringify(detail)) as unknown,
});

export interface RecordingBus extends MessageBus {
  readonly published: PublishedEvent[];
}

/** Keeps what was published, as subscribers would receive it. */
export const recordingBus = (): RecordingBus => {
  const published: PublishedEvent[] = [];
  return {
    published,
    publish: async (detailType, detail) => {
      published.push(publishedBy(HUB_ACCOUNT, detailType, detail));
    },
  };
};

export interface RecordingInbox extends Inbox {
  readonly postponed: { readonly message: InboxMessage; readonly delay: DurationMs }[];
  readonly buried: { readonly message: InboxMessage; readonly reason: string }[];
}

export const recordingInbox = (): RecordingInbox => {
  const postponed: RecordingInbox['postponed'] = [];
  const buried: RecordingInbox['buried'] = [];
  return {
    postponed,
    buried,
    postpone: async (message, delay) => {
      postponed.push({ message, delay });
    },
    bury: async (message, reason) => {
      buried.push({ message, reason });
    },
  };
};

export interface RecordingNotifier extends Notifier {
  readonly sent: Message[];
}

/** Sends each id once, as the real one does. */
export const recordingNotifier = (): RecordingNotifier => {
  const sent: Message[] = [];
  return {
    sent,
    sendOnce: async (message) => {
      if (!sent.some(({ id }) => id === message.id)) {
        sent.push(message);
      }
    },
  };
};

export interface RecordingTelemetry extends Telemetry {
  readonly counted: Counted[];
}

export const recordingTelemetry = (): RecordingTelemetry => {
  const counted: Counted[] = [];
  return {
    counted,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    count: (metric) => {
      counted.push(metric);
    },
  };
};
