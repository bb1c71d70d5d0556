import { describe, expect, it } from 'vitest';
import { hours, seconds } from '#core/kernel/time.ts';
import { eventNamed, iamCall } from '../fakes/cloudtrail-events.ts';
import { guardianWorld } from '../fakes/guardian-world.ts';
import { ANA, MEMBER_ACCOUNT, NEW_YEAR, PARTITION } from '../fakes/people.ts';
import { recordOf } from '../fakes/records.ts';
import { pendingIn, queuedIn } from './queues.ts';

const SETTLE_TIME = seconds(20);
const world = () => guardianWorld({ settleTime: SETTLE_TIME });

const call = (eventName: string, parameters: object = { userName: 'ana' }, more: object = {}) =>
  iamCall({ eventName, eventId: `${eventName}-1`, requestParameters: parameters, ...more });

describe('routeChange, of an event about one user', () => {
  it('writes down the change and queues a look for after the settling time', async () => {
    const at = world();
    await at.route(call('CreateLoginProfile'));
    expect(pendingIn(at)).toMatchObject([
      {
        call: { eventName: 'CreateLoginProfile', at: NEW_YEAR },
        expectation: { kind: 'password', present: true },
        urgency: 'settling',
        arrivedAt: NEW_YEAR,
      },
    ]);
    expect(queuedIn(at)).toEqual([
      {
        work: { kind: 'look', principal: ANA, urgency: 'settling', number: 1 },
        delay: SETTLE_TIME,
        group: MEMBER_ACCOUNT,
      },
    ]);
    expect(at.ledger.pending()).toMatchObject([{ nextLook: { number: 1, queued: true } }]);
  });

  it('queues a look at once for what can not wait', async () => {
    const at = world();
    await at.route(
      call('DeactivateMFADevice', { userName: 'ana', serialNumber: 'arn:aws:iam::1:mfa/phone' }),
    );
    expect(queuedIn(at)).toMatchObject([{ work: { kind: 'look', urgency: 'urgent' }, delay: 0 }]);
  });

  it('queues nothing for a second change', async () => {
    const at = world();
    await at.route(call('CreateLoginProfile'));
    await at.route(call('TagUser'));
    expect(queuedIn(at)).toHaveLength(1);
    expect(pendingIn(at)).toHaveLength(2);
  });

  it.each([
    ['a call that failed', call('CreateLoginProfile', { userName: 'ana' }, { errorCode: 'AccessDenied' })],
    ['the root user', eventNamed('near-misses/root-named')],
  ])('queues nothing for %s', async (_what, event) => {
    const at = world();
    await at.route(event);
    expect([...queuedIn(at), ...pendingIn(at), ...at.inbox.buried]).toEqual([]);
  });

  it('looks at a renamed user by the new name, and leaves the old one for later', async () => {
    const at = world();
    await at.route(call('UpdateUser', { userName: 'anna', newUserName: 'ana' }));
    expect(queuedIn(at)).toMatchObject([{ work: { principal: ANA } }]);
    expect(pendingIn(at)).toMatchObject([{ formerName: 'anna' }]);
  });
});

describe('routeChange, of an event about many', () => {
  const group = {
    partition: PARTITION,
    account: MEMBER_ACCOUNT,
    concern: { kind: 'group', groupName: 'devs' },
  };

  it('queues one message that asks who is concerned, and leaves nobody alone with the asking', async () => {
    const at = world();
    await at.route(call('AttachGroupPolicy', { groupName: 'devs', policyArn: 'arn:aws:iam::aws:policy/x' }));
    expect(queuedIn(at)).toEqual([
      {
        work: { kind: 'expand', ...group, urgency: 'settling', number: 1 },
        delay: SETTLE_TIME,
        group: MEMBER_ACCOUNT,
      },
    ]);
  });

  it('asks at once when it is urgent', async () => {
    const at = world();
    await at.route(call('DetachGroupPolicy', { groupName: 'devs', policyArn: 'arn:aws:iam::aws:policy/x' }));
    expect(queuedIn(at)).toMatchObject([{ work: { kind: 'expand', ...group, urgency: 'urgent' }, delay: 0 }]);
  });

  it('asks once for many calls about the same, and apart for others', async () => {
    const at = world();
    const version = (name: string, eventId: string) =>
      call(
        'DeletePolicyVersion',
        { policyArn: `arn:aws:iam::${MEMBER_ACCOUNT}:policy/${name}` },
        { eventId },
      );
    for (const event of [version('one', 'a'), version('one', 'b'), version('two', 'c')]) {
      await at.route(event);
    }
    expect(queuedIn(at)).toHaveLength(2);
  });
});

describe('routeChange, of a session that somebody starts', () => {
  const started = eventNamed('get-session-token');
  const userName = (started.detail['userIdentity'] as { readonly userName: string })
    .userName as typeof ANA.userName;
  const principal = { ...ANA, account: started.account as typeof ANA.account, userName };

  it('looks at whom nobody knows, and at whom nobody has read for an hour', async () => {
    const at = world();
    await at.route(started);
    expect(queuedIn(at)).toHaveLength(1);
    const known = world();
    await known.ledger.savePrincipal(recordOf({ principal }));
    known.clock.advance(hours(1));
    await known.route(started);
    expect(queuedIn(known)).toHaveLength(1);
  });

  it('leaves alone whom somebody has read lately', async () => {
    const at = world();
    await at.ledger.savePrincipal(recordOf({ principal }));
    at.clock.advance((hours(1) - 1) as never);
    await at.route(started);
    expect([...queuedIn(at), ...pendingIn(at)]).toEqual([]);
  });
});
