import { seconds } from '#core/kernel/time.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { NEW_YEAR } from '../fakes/people.ts';

/** A call about ana, with an id of its own for each time it is made. */
export const call = (eventName: string, at = NEW_YEAR, parameters: object = {}) =>
  iamCall({
    eventName,
    eventId: `${eventName} at ${at}`,
    at,
    requestParameters: { userName: 'ana', ...parameters },
  });

/** A world in which changes wait for more, and ana has nothing yet. */
export const withAna = (): GuardianWorld => {
  const world = guardianWorld({ settleTime: seconds(20) });
  world.iam.createUser('ana');
  return world;
};
