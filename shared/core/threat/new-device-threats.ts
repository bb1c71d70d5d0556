import { deviceUsed } from '#core/change/look-at-use.ts';
import { namedIn, type ReadRecord } from '#core/change/observed-event.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { type Threat, targetOf } from './threat.ts';

/**
 * A session was started with a device that the last read did not show; nothing, while no read ever showed any. How
 * the device was registered is told of by itself, and people use a new one before the guardian has looked again: so
 * this is for whoever follows a trail, and wakes nobody.
 */
export const newDeviceThreats = (
  record: ReadRecord,
  known: PrincipalRecord | undefined,
): readonly Threat[] => {
  const serialNumber = deviceUsed(record);
  const [concern] = namedIn(record);
  const isNew =
    record.failure === undefined &&
    serialNumber !== undefined &&
    known?.deviceSerials !== undefined &&
    !known.deviceSerials.includes(serialNumber);
  return isNew && concern !== undefined
    ? [{ kind: 'new-device-used', severity: 'low', target: targetOf(concern) }]
    : [];
};
