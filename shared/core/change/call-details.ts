import type { EpochMs } from '#core/kernel/time.ts';
import type { Actor } from './actor.ts';

/** The parts of a CloudTrail record that say what was changed; nothing in them is trusted before it is parsed. */
export interface CallDetails {
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
  readonly additionalEventData: unknown;
  readonly serviceEventDetails: unknown;
  readonly at: EpochMs;
  readonly actor: Actor;
}
