import * as z from 'zod/mini';
import { type EpochMs, elapsed, hours, isShorter } from '#core/kernel/time.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { ReadRecord } from './observed-event.ts';

/** A use changes nothing, so somebody who was read this lately is not read again because of one. */
const READ_LATELY = hours(1);

const Device = z.object({ serialNumber: z.string() });

/** The device that a session was started with, if the call names one. */
export const deviceUsed = ({ details }: Pick<ReadRecord, 'details'>): string | undefined =>
  Device.safeParse(details.requestParameters).data?.serialNumber;

const isKnownDevice = (record: ReadRecord, { deviceSerials }: PrincipalRecord): boolean => {
  const serialNumber = deviceUsed(record);
  return serialNumber === undefined || (deviceSerials ?? []).includes(serialNumber);
};

/**
 * Whether this event is a reason to read the user it names. A change always is; so is a sign-in with nothing but a
 * password. A session that was started is one only if the user is not known, was not read lately, or used a device
 * that the user did not have then.
 */
export const isWorthLooking = (
  event: ReadRecord,
  known: PrincipalRecord | undefined,
  now: EpochMs,
): boolean =>
  event.row.response === 'look' ||
  event.call.eventName === 'ConsoleLogin' ||
  known === undefined ||
  !isShorter(elapsed(known.readBegan, now), READ_LATELY) ||
  !isKnownDevice(event, known);
