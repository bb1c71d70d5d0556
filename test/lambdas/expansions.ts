import { seconds } from '#core/kernel/time.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { type Queues, queuesOf } from './queues.ts';

export const SETTLE_TIME = seconds(20);
export const POLICY = 'arn:aws:iam::222222222222:policy/everything';

/** So many users. */
export const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `user-${index}`);

/** A world in which changes wait for more. */
export const worldWith = (options: Parameters<typeof guardianWorld>[0] = {}): GuardianWorld =>
  guardianWorld({ settleTime: SETTLE_TIME, ...options });

/** A call that concerns many, made now. */
export const call = (world: GuardianWorld, eventName: string, requestParameters: object) =>
  iamCall({ eventName, eventId: `${eventName}-1`, at: world.clock.now(), requestParameters });

export const groupAttached = (world: GuardianWorld) =>
  call(world, 'AttachGroupPolicy', { groupName: 'devs', policyArn: POLICY });

/** Routes an event and does everything that follows from it. */
export const run = async (world: GuardianWorld, event: unknown): Promise<Queues> => {
  const queues = queuesOf(world);
  queues.arrive(event);
  await queues.run();
  return queues;
};
