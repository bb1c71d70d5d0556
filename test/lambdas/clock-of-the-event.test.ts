import { describe, expect, it } from 'vitest';
import { addDuration, hours } from '#core/kernel/time.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { worldWithExposedAna } from '../fakes/scenes.ts';

describe('an event that claims to be from the future', () => {
  it('is waited for no longer than any other', async () => {
    const world = worldWithExposedAna();
    const event = iamCall({
      eventName: 'CreateLoginProfile',
      at: addDuration(world.clock.now(), hours(24)),
      requestParameters: { userName: 'ana' },
    });
    // Ana has no password: what the event announces never shows.
    await world.assess(event);
    expect(world.ledger.records()).toMatchObject([{ verdict: { finding: { kind: 'exposed' } } }]);
  });
});
