import type { Notice } from '#core/notice/notice.ts';

export interface Notifier {
  /** Sends a notice, unless one of the same id was sent before. */
  sendOnce(notice: Notice): Promise<void>;
}
