import { heldNoticeKey, type LedgerKey, noticeWindowKey } from '#adapters/ledger-keys.ts';
import { addDuration, type EpochMs, isBefore } from '#core/kernel/time.ts';
import type { HeldNotice } from '#core/notice/compose-digest.ts';
import { type NoticePlace, placeIn } from '#core/notice/notice-window.ts';
import type { NoticeLedger } from '#ports/notice-ledger.ts';

interface StoredWindow {
  readonly begunAt: EpochMs;
  readonly taken: number;
  readonly tellingUntil?: EpochMs;
  readonly told?: true;
}

const nameOf = ({ pk, sk }: LedgerKey): string => `${pk} ${sk}`;

const isSame = (left: NoticePlace | undefined, right: NoticePlace | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

type Places = Pick<NoticeLedger, 'findPlace' | 'takePlace' | 'keepPlace'>;

const placesIn = (windows: Map<string, StoredWindow>): Places => {
  const places = new Map<string, NoticePlace>();
  return {
    findPlace: async (noticeId) => places.get(noticeId),
    takePlace: async ({ window, mayBegin, begunAfter }, now) => {
      const name = nameOf(noticeWindowKey(window));
      const stored = windows.get(name) ?? (mayBegin ? { begunAt: now, taken: 0 } : undefined);
      if (
        stored === undefined ||
        stored.tellingUntil !== undefined ||
        !isBefore(begunAfter, stored.begunAt)
      ) {
        return undefined;
      }
      windows.set(name, { ...stored, taken: stored.taken + 1 });
      return placeIn(window, stored.taken + 1, stored.begunAt);
    },
    keepPlace: async (noticeId, place, insteadOf) => {
      const known = places.get(noticeId);
      const standing = isSame(known, insteadOf) ? place : (known ?? place);
      places.set(noticeId, standing);
      return standing;
    },
  };
};

const digestsOf = (windows: Map<string, StoredWindow>): Omit<NoticeLedger, keyof Places> => {
  const held = new Map<string, HeldNotice | 'settled empty'>();
  return {
    hold: async ({ window, number }, notice) => {
      const name = nameOf(heldNoticeKey(window, number));
      const there = held.get(name) ?? notice;
      if (there === 'settled empty' || there.id !== notice.id) {
        return 'too-late';
      }
      held.set(name, notice);
      return 'held';
    },
    beginDigest: async (window, now, lease) => {
      const name = nameOf(noticeWindowKey(window));
      const stored = windows.get(name);
      if (stored?.told) {
        return { kind: 'told' };
      }
      if (stored === undefined || isBefore(now, stored.tellingUntil ?? now)) {
        return { kind: 'with-somebody-else' };
      }
      windows.set(name, { ...stored, tellingUntil: addDuration(now, lease) });
      return { kind: 'begun', taken: stored.taken };
    },
    settle: async (window, number) => {
      const name = nameOf(heldNoticeKey(window, number));
      const there = held.get(name) ?? 'settled empty';
      held.set(name, there);
      return there === 'settled empty' ? undefined : there;
    },
    endDigest: async (window) => {
      const name = nameOf(noticeWindowKey(window));
      const stored = windows.get(name);
      if (stored !== undefined) {
        windows.set(name, { ...stored, told: true });
      }
    },
  };
};

/** The ledger of notices with the same conditions on writes as the one in DynamoDB. */
export const inMemoryNoticeLedger = (): NoticeLedger => {
  const windows = new Map<string, StoredWindow>();
  return { ...placesIn(windows), ...digestsOf(windows) };
};
