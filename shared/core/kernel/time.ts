import type { Brand } from './brand.ts';
import { fail, ok, type Result } from './result.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Brand<number, 'EpochMs'>;

/** A length of time in milliseconds. */
export type DurationMs = Brand<number, 'DurationMs'>;

export const epochMs = (milliseconds: number): EpochMs => milliseconds as EpochMs;

export const milliseconds = (count: number): DurationMs => count as DurationMs;

export const seconds = (count: number): DurationMs => milliseconds(count * 1_000);

export const minutes = (count: number): DurationMs => seconds(count * 60);

export const hours = (count: number): DurationMs => minutes(count * 60);

/** The time from `earlier` to `later`; negative when they are the other way round. */
export const elapsed = (earlier: EpochMs, later: EpochMs): DurationMs => milliseconds(later - earlier);

export const addDuration = (instant: EpochMs, duration: DurationMs): EpochMs => epochMs(instant + duration);

/** Strict: an instant is not before itself. */
export const isBefore = (left: EpochMs, right: EpochMs): boolean => left < right;

/** Strict: a duration is not shorter than itself. */
export const isShorter = (left: DurationMs, right: DurationMs): boolean => left < right;

const UTC_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** Reads the timestamps that AWS writes: ISO 8601 in UTC, with seconds, of a day that exists. */
export const parseInstant = (text: string): Result<EpochMs, 'not-an-instant'> => {
  const parsed = UTC_INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  const exists = !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text.slice(0, 19));
  return exists ? ok(epochMs(parsed)) : fail('not-an-instant');
};

/** ISO 8601 in UTC, to the second, as CloudTrail writes it. */
export const formatInstant = (instant: EpochMs): string =>
  new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
