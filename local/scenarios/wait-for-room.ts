import { setTimeout as sleep } from 'node:timers/promises';
import { TOLD_ONE_BY_ONE } from '#core/notice/notice-window.ts';
import { type Mail, readMail } from '../organization/mail.ts';

const MINUTE_MS = 60_000;

/** A window ends a minute after its first notice was counted, which is a moment before its mail. */
const MARGIN_MS = 1_000;

/** When the oldest mails that are too many have left the minute; undefined when nothing is too many. */
export const roomAt = (sentAt: readonly number[], alerts: number, now: number): number | undefined => {
  const recent = sentAt
    .filter((at) => at > now - MINUTE_MS - MARGIN_MS)
    .toSorted((left, right) => left - right);
  const tooMany = recent.length + alerts - TOLD_ONE_BY_ONE;
  const last = tooMany > 0 ? recent[Math.min(tooMany, recent.length) - 1] : undefined;
  return last === undefined ? undefined : last + MINUTE_MS + MARGIN_MS;
};

const sentAt = (mails: readonly Mail[]): readonly number[] => mails.map(({ at }) => at * 1_000);

/**
 * Of what is told within a minute, people get ten messages and a digest of the others. Waits until so many alerts
 * will come one by one.
 */
export const waitForRoom = async (
  endpoint: string,
  alerts: number,
  tell: (seconds: number) => void,
  signal: AbortSignal,
): Promise<void> => {
  const now = Date.now();
  const at = roomAt(sentAt(await readMail(endpoint)), alerts, now);
  if (at !== undefined) {
    tell(Math.ceil((at - now) / 1_000));
    await sleep(at - now, undefined, { signal });
  }
};
