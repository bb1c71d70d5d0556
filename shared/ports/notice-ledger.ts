import type { DurationMs, EpochMs } from '#core/kernel/time.ts';
import type { HeldNotice } from '#core/notice/compose-digest.ts';
import type { NoticePlace, NoticeWindow, WindowToJoin } from '#core/notice/notice-window.ts';

/** Whose turn it is to tell of a digest. */
export type DigestTurn =
  /** The caller's, until its lease ends. So many numbers were taken, and no further ones will be. */
  | { readonly kind: 'begun'; readonly taken: number }
  | { readonly kind: 'told' }
  | { readonly kind: 'with-somebody-else' };

/** Remembers which notice is told of in which way, and what waits for a digest. */
export interface NoticeLedger {
  findPlace(noticeId: string): Promise<NoticePlace | undefined>;
  /** The next number of a window; undefined when the window has ended, or nobody began it and this call may not. */
  takePlace(toJoin: WindowToJoin, now: EpochMs): Promise<NoticePlace | undefined>;
  /** Gives the notice this place unless it has one other than `insteadOf`; answers which one it has then. */
  keepPlace(noticeId: string, place: NoticePlace, insteadOf?: NoticePlace): Promise<NoticePlace>;
  /** Leaves the notice where the digest finds it, any number of times; `too-late` when the place was settled empty. */
  hold(place: NoticePlace, notice: HeldNotice): Promise<'held' | 'too-late'>;
  /** Ends the window for good, and gives one caller at a time the turn to tell of its digest. */
  beginDigest(window: NoticeWindow, now: EpochMs, lease: DurationMs): Promise<DigestTurn>;
  /** The notice that was left there. Where there is none, none can be left there from now on. */
  settle(window: NoticeWindow, number: number): Promise<HeldNotice | undefined>;
  /** The digest was sent: nobody has to tell of it again. */
  endDigest(window: NoticeWindow): Promise<void>;
}
