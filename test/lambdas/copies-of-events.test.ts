import { describe, expect, it } from 'vitest';
import { THREAT_DETECTED } from '#contracts/threat-detected.ts';
import { eventRules } from '#core/change/event-rules.ts';
import { isTakenBy } from '#core/change/match-event-pattern.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { iamCall, withDetail } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { MEMBER_ACCOUNT } from '../fakes/people.ts';

const byRoot = withDetail(
  iamCall({
    eventName: 'CreateAccessKey',
    by: { type: 'Root', principalId: MEMBER_ACCOUNT, arn: `arn:aws:iam::${MEMBER_ACCOUNT}:root` },
    responseElements: { accessKey: { accessKeyId: 'AKIAROOT' } },
  }),
  { eventType: 'AwsApiCall' },
);

const announced = (world: GuardianWorld) =>
  world.bus.published.filter((event) => event['detail-type'] === THREAT_DETECTED);

describe('an event that two rules take', () => {
  it('is a watched call of IAM that the root user makes', () => {
    const taking = eventRules(WATCHED_EVENTS).filter(({ pattern }) => isTakenBy(pattern, byRoot));
    expect(taking).toHaveLength(2);
  });

  it('is announced as a threat once by each delivery, and told to people once for all of them', async () => {
    const world = guardianWorld();
    // Two rules of the member forward it, and of each copy two rules of the hub.
    for (const copies of [1, 2, 3, 4]) {
      await world.route(byRoot);
      expect(announced(world)).toHaveLength(copies);
    }
    for (const threat of announced(world)) {
      await world.notify(threat);
    }
    expect(world.notifier.sent).toMatchObject([
      { says: expect.stringContaining('access key of the root user') },
    ]);
  });
});
