import type { ObservedEvent } from '#core/change/observed-event.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';

/** What the parser reads from an event that it can use; throws when it says that it can't. */
export const observed = (event: unknown): ObservedEvent => {
  const parsed = parseCloudTrailEvent(event);
  if (!parsed.ok) {
    throw new Error(`expected a watched event, found: ${JSON.stringify(parsed.problem)}`);
  }
  return parsed.value;
};
