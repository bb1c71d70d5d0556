import { describe, expect, it } from 'vitest';
import { deviceUsed, isWorthLooking } from '#core/change/look-at-use.ts';
import { addDuration, hours, milliseconds, minutes } from '#core/kernel/time.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { type DeliveredEvent, eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import { NEW_YEAR } from '../../fakes/people.ts';
import { recordOf } from '../../fakes/records.ts';
import { observed } from './observed.ts';

const PHONE = 'arn:aws:iam::222222222222:mfa/ana-phone';
const ASSUME = withDetail(eventNamed('sessions/assume-role'), {
  requestParameters: { roleArn: 'arn:aws:iam::222222222222:role/Deployer', serialNumber: PHONE },
});
const WITHOUT_DEVICE = eventNamed('sessions/get-session-token');
const SIGN_IN = eventNamed('sign-in/console-login');
const CHECK = eventNamed('sign-in/check-mfa');
const CHANGE = eventNamed('users/tag-user');

const HOUR = addDuration(NEW_YEAR, hours(1));
const ALMOST = addDuration(HOUR, milliseconds(-1));
const BEFORE = addDuration(NEW_YEAR, minutes(-5));

/** Read at new year, with these devices. */
const known = (deviceSerials: readonly string[] | undefined): PrincipalRecord =>
  recordOf({ readBegan: NEW_YEAR, deviceSerials });

describe('an event is worth a look', () => {
  it.each<[string, DeliveredEvent, PrincipalRecord | undefined, typeof NEW_YEAR, boolean]>([
    ['where it changes something', CHANGE, known([PHONE]), ALMOST, true],
    ['where it is a sign-in', SIGN_IN, known([PHONE]), NEW_YEAR, true],
    [
      'not where it is a step of a sign-in, and the user was read lately',
      CHECK,
      known([PHONE]),
      NEW_YEAR,
      false,
    ],
    ['where it shows a credential of somebody unknown', WITHOUT_DEVICE, undefined, NEW_YEAR, true],
    ['where the user was read an hour ago', WITHOUT_DEVICE, known([]), HOUR, true],
    ['not where the user was read within the hour', WITHOUT_DEVICE, known([]), ALMOST, false],
    ['not where the user was read after it, by another clock', WITHOUT_DEVICE, known([]), BEFORE, false],
    ['where it shows a device that the user did not have', ASSUME, known([`${PHONE}-2`]), ALMOST, true],
    ['where it shows a device and no read showed any', ASSUME, known(undefined), ALMOST, true],
    ['not where it shows a device that the user has', ASSUME, known(['other', PHONE]), ALMOST, false],
    ['where it shows a device that the user had an hour ago', ASSUME, known([PHONE]), HOUR, true],
  ])('%s', (_what, event, record, now, worth) => {
    expect(isWorthLooking(observed(event), record, now)).toBe(worth);
  });
});

describe('the device that a session is started with', () => {
  it.each<[unknown, string | undefined]>([
    [{ serialNumber: PHONE }, PHONE],
    [{ serialNumber: 'GAHT12345678' }, 'GAHT12345678'],
    [{ serialNumber: 42 }, undefined],
    [{}, undefined],
    [[PHONE], undefined],
    [null, undefined],
    ['serialNumber', undefined],
  ])('by parameters of %j is %s', (requestParameters, serialNumber) => {
    const { details } = observed(CHANGE);
    expect(deviceUsed({ details: { ...details, requestParameters } })).toBe(serialNumber);
  });
});
