import type { Message } from '#core/notice/notice.ts';

export interface Notifier {
  /** Sends a message, unless one of the same id was sent before. */
  sendOnce(message: Message): Promise<void>;
}
