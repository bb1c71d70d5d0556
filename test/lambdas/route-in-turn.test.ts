import { describe, expect, it } from 'vitest';
import { THREAT_DETECTED } from '#contracts/threat-detected.ts';
import { hours, seconds } from '#core/kernel/time.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import { eventNamed, iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { ANA } from '../fakes/people.ts';
import { recordOf } from '../fakes/records.ts';
import { pendingIn, queuedIn } from './queues.ts';

const SETTLE_TIME = seconds(20);
const world = () => guardianWorld({ settleTime: SETTLE_TIME });

const call = (eventName: string, parameters: object = { userName: 'ana' }, more: object = {}) =>
  iamCall({ eventName, eventId: `${eventName}-1`, requestParameters: parameters, ...more });

describe('routeChange, when somebody else queues a look at the same user', () => {
  /** A world in which the first message is never noted as queued: whoever queued it is slow, or dead. */
  const withSlowOne = () => {
    let slow = true;
    const at = guardianWorld({
      settleTime: SETTLE_TIME,
      around: (port) =>
        aroundCalls(port, async (name, made) => {
          if (name === 'send' && slow) {
            slow = false;
            throw new Error('the process died');
          }
          return made();
        }),
    });
    return { at, first: at.messageOf(call('CreateLoginProfile')), second: at.messageOf(call('TagUser')) };
  };

  it('writes down its change, and comes back to see that it was done', async () => {
    const { at, first, second } = withSlowOne();
    await expect(at.deliver(at.steps.route, first)).rejects.toThrow('died');
    await at.deliver(at.steps.route, second);
    expect(pendingIn(at)).toHaveLength(2);
    expect(at.inbox.postponed).toMatchObject([{ delay: seconds(1) }]);
    expect(queuedIn(at)).toEqual([]);
  });

  it('queues one itself when that takes too long', async () => {
    const { at, first, second } = withSlowOne();
    await expect(at.deliver(at.steps.route, first)).rejects.toThrow('died');
    at.clock.advance(seconds(10));
    await at.deliver(at.steps.route, second);
    expect(queuedIn(at)).toMatchObject([{ work: { number: 2 }, delay: SETTLE_TIME }]);
    await at.deliver(at.steps.route, first);
    expect(queuedIn(at)).toHaveLength(1);
    await at.workOff();
    expect(pendingIn(at)).toEqual([]);
  });

  it('is told of once, however often its event comes back', async () => {
    const { at, first } = withSlowOne();
    await expect(at.deliver(at.steps.route, first)).rejects.toThrow('died');
    const enrolled = call(
      'EnableMFADevice',
      { userName: 'ana', serialNumber: 'arn:aws:iam::222222222222:mfa/phone' },
      { eventId: 'enrolled' },
    );
    const message = at.messageOf(enrolled);
    await at.deliver(at.steps.route, message);
    const threats = at.announced(THREAT_DETECTED).length;
    expect(threats).toBeGreaterThan(0);
    await at.deliver(at.steps.route, { ...message, returned: true });
    expect(at.announced(THREAT_DETECTED)).toHaveLength(threats);
  });

  it('tells once of a device that nobody knew, too', async () => {
    const at = world();
    const used = eventNamed('sessions/assume-role');
    const { userName } = used.detail['userIdentity'] as { readonly userName: typeof ANA.userName };
    await at.ledger.savePrincipal(recordOf({ principal: { ...ANA, userName }, deviceSerials: [] }));
    const message = at.messageOf(used);
    await at.deliver(at.steps.route, message);
    await at.deliver(at.steps.route, { ...message, returned: true });
    expect(at.announced(THREAT_DETECTED)).toMatchObject([{ threat: { kind: 'new-device-used' } }]);
  });

  it('comes back when so many write at once that it never gets its turn', async () => {
    let rivals = 0;
    const at: GuardianWorld = guardianWorld({
      settleTime: SETTLE_TIME,
      around: (port) =>
        aroundCalls(port, async (name, made) =>
          name === 'savePending' && rivals++ < 20 ? 'conflict' : made(),
        ),
    });
    const message = at.messageOf(call('CreateLoginProfile'));
    await at.deliver(at.steps.route, message);
    expect(at.inbox.postponed).toMatchObject([{ delay: seconds(1) }]);
    expect(pendingIn(at)).toEqual([]);
    await at.deliver(at.steps.route, message);
    expect(queuedIn(at)).toHaveLength(1);
  });
});

describe('routeChange, when a hundred changes of one user are pending', () => {
  it('returns the next until they were looked at, and loses none', async () => {
    const at = world();
    for (let number = 0; number < 103; number += 1) {
      await at.deliver(
        at.steps.route,
        at.messageOf(
          call(
            'DeleteAccessKey',
            { userName: 'ana', accessKeyId: `AKIA${number}` },
            { eventId: `${number}` },
          ),
        ),
      );
    }
    expect(pendingIn(at)).toHaveLength(100);
    expect(at.inbox.postponed).toHaveLength(3);
    expect(at.inbox.postponed[0]).toMatchObject({ delay: SETTLE_TIME });
    const [first, ...others] = at.inbox.postponed.splice(0);
    at.clock.advance(seconds(80));
    if (first !== undefined) {
      await at.deliver(at.steps.route, { ...first.message, returned: true });
    }
    const [later] = at.inbox.postponed.splice(0);
    expect(later?.delay).toBe(seconds(80));
    const returned = [later ?? others[0], ...others].filter((copy) => copy !== undefined);
    at.clock.advance(hours(1));
    await at.workOff();
    for (const { message } of returned) {
      await at.deliver(at.steps.route, { ...message, returned: true });
    }
    expect(pendingIn(at)).toHaveLength(3);
    expect(at.inbox.postponed).toEqual([]);
  });
});
