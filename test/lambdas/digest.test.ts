import { describe, expect, it } from 'vitest';
import { addDuration, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import {
  exposureOf,
  isDigest,
  type NoticeWorld,
  noticeWorld,
  tamperingNamed,
  toldOf,
} from '../fakes/notice-world.ts';
import { NEW_YEAR } from '../fakes/people.ts';

const named = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

const digestsOf = ({ sent }: NoticeWorld) => sent.filter(isDigest);

/** Fails each call of this name that the case asks for. */
const failing = (name: string, fails: (call: number) => boolean) => {
  let calls = 0;
  return <Port extends object>(port: Port): Port =>
    aroundCalls(port, async (called, call) => {
      calls += called === name ? 1 : 0;
      if (called === name && fails(calls)) {
        throw new Error(`${name} fails`);
      }
      return call();
    });
};

describe('more notices than people can read', () => {
  it('come one by one as long as there are ten in a minute', async () => {
    const world = noticeWorld();
    world.arrive(named('user', 10).map((name) => exposureOf(name)));
    await world.work();
    expect(toldOf(world.sent)).toEqual(named('user', 10));
    expect(digestsOf(world)).toEqual([]);
    expect(world.clock.now()).toBe(NEW_YEAR);
  });

  it('come in one digest from the eleventh on, a minute after the first', async () => {
    const world = noticeWorld();
    world.arrive(named('first', 4).map((name) => exposureOf(name)));
    world.arrive(
      named('user', 496).map((name) => exposureOf(name)),
      seconds(7),
    );
    await world.work();
    expect(world.sent.filter((message) => !isDigest(message))).toHaveLength(10);
    expect(digestsOf(world).map(({ subject }) => subject)).toEqual([
      'MFA Guardian: 490 more notices within a minute (severest: high)',
    ]);
    expect(toldOf(world.sent).toSorted()).toEqual([...named('first', 4), ...named('user', 496)].toSorted());
    expect(world.sentAt.at(-1)).toBe(addDuration(NEW_YEAR, minutes(1)));
    expect(world.failures).toEqual([]);
  });

  it('come one by one again after that minute', async () => {
    const world = noticeWorld();
    world.arrive(named('user', 30).map((name) => exposureOf(name)));
    world.arrive([exposureOf('late')], minutes(1));
    await world.work();
    expect(world.sent).toHaveLength(12);
    expect(world.sent.map(({ subject }) => subject)).toContainEqual(expect.stringContaining(': late in '));
    expect(toldOf(world.sent)).toHaveLength(31);
  });

  it('are logged with their whole text as they are held back, once each', async () => {
    const world = noticeWorld();
    const held = () => world.logged.filter(({ message }) => message === 'notice held back');
    world.arrive(named('user', 13).map((name) => exposureOf(name)));
    await world.workUntil(NEW_YEAR);
    expect(held()).toHaveLength(3);
    await world.work();
    expect(held()).toHaveLength(3);
    for (const [index, { details }] of held().entries()) {
      expect(details['body']).toContain(`The IAM user user-${10 + index} in account 222222222222 can act`);
      expect(digestsOf(world)[0]?.body).toContain(`"${details['digest']}"`);
    }
  });
});

describe('urgent notices', () => {
  it.each([
    ['of tampering', tamperingNamed('event-1')],
    ['of critical severity', exposureOf('ana', 'critical')],
  ])('%s come at once, whatever else there is', async (_what, event) => {
    const world = noticeWorld();
    world.arrive(named('user', 100).map((name) => exposureOf(name)));
    world.arrive([event], seconds(1));
    await world.workUntil(addDuration(NEW_YEAR, seconds(1)));
    expect(world.sent).toHaveLength(11);
    await world.work();
    expect(world.sent).toHaveLength(12);
  });

  it('come in a digest of their own when there are too many of them', async () => {
    const world = noticeWorld();
    world.arrive(named('admin', 12).map((name) => exposureOf(name, 'critical')));
    world.arrive(named('user', 12).map((name) => exposureOf(name)));
    await world.work();
    expect(digestsOf(world).map(({ subject }) => subject)).toEqual([
      'MFA Guardian: 2 more notices within a minute (severest: critical)',
      'MFA Guardian: 2 more notices within a minute (severest: high)',
    ]);
    expect(new Set(toldOf(world.sent)).size).toBe(24);
  });
});

describe('a notice that is delivered again', () => {
  it('is told of by itself if that was decided the first time, however many there are now', async () => {
    const world = noticeWorld({ around: failing('sendOnce', (call) => call === 1) });
    world.arrive([exposureOf('ana')]);
    const again = seconds(360);
    world.arrive(
      named('user', 20).map((name) => exposureOf(name)),
      milliseconds(again - 1),
    );
    await world.work();
    expect(world.failures).toHaveLength(1);
    expect(world.sent[10]?.subject).toContain(': ana in ');
    expect(toldOf(world.sent)).toHaveLength(21);
  });

  it('stays in its digest, however few there are now', async () => {
    const world = noticeWorld({ around: failing('postpone', (call) => call === 1) });
    world.arrive(named('user', 12).map((name) => exposureOf(name)));
    await world.work();
    expect(world.failures).toHaveLength(1);
    expect(toldOf(digestsOf(world))).toEqual(['user-10', 'user-11']);
    expect(toldOf(world.sent)).toHaveLength(12);
  });

  it('is told of later if its digest was sent before it was left there', async () => {
    const world = noticeWorld({ around: failing('hold', (call) => call === 1) });
    world.arrive(named('user', 12).map((name) => exposureOf(name)));
    await world.work();
    expect(toldOf(digestsOf(world))).toEqual(['user-11']);
    expect(world.sent.at(-1)?.subject).toContain(': user-10 in ');
    expect(toldOf(world.sent)).toHaveLength(12);
  });

  it('counts once', async () => {
    const world = noticeWorld();
    world.arrive(named('ana', 20).map(() => exposureOf('ana')));
    world.arrive(named('user', 9).map((name) => exposureOf(name)));
    await world.work();
    expect(toldOf(world.sent)).toEqual(['ana', ...named('user', 9)]);
    expect(digestsOf(world)).toEqual([]);
  });

  it('is told of once, whenever that is', async () => {
    const world = noticeWorld();
    const events = named('user', 15).map((name) => exposureOf(name));
    world.arrive([...events, ...events]);
    world.arrive(events, seconds(30));
    world.arrive(events, minutes(20));
    await world.work();
    expect(toldOf(world.sent).toSorted()).toEqual(named('user', 15).toSorted());
  });
});

describe('a digest that can not be sent', () => {
  it('is sent by the next that asks for it, once nobody can be at it any more', async () => {
    const world = noticeWorld({ around: failing('sendOnce', (call) => call === 11) });
    world.arrive(named('user', 40).map((name) => exposureOf(name)));
    await world.work();
    expect(world.failures).toHaveLength(1);
    expect(digestsOf(world)).toHaveLength(1);
    expect(toldOf(world.sent)).toHaveLength(40);
    expect(world.sentAt.at(-1)).toBe(addDuration(NEW_YEAR, minutes(3)));
  });
});
