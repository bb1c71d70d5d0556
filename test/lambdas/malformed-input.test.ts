import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seconds } from '#core/kernel/time.ts';
import { batchHandler } from '../../lambdas/message-batch/batch-handler.ts';
import { mutatedEvents } from '../core/change/mutated-events.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { MEMBER_ACCOUNT } from '../fakes/people.ts';
import { tally } from '../fakes/tally.ts';
import { MALFORMED, tagged } from './malformed-bodies.ts';
import { CONTEXT, record } from './sqs-records.ts';

const GOOD = ['ana', 'bob', 'carl'];

/** The real handler of a function, given these bodies in one batch with three good events. */
const handle = async (step: 'route' | 'assess', bodies: readonly string[], firstSeen?: string) => {
  const world = guardianWorld({ settleTime: seconds(20) });
  const bad = bodies.map((body, index) => record(`bad-${index}`, body, firstSeen));
  const good = GOOD.map((userName) => record(userName, JSON.stringify(tagged(userName))));
  const Records =
    step === 'route' ? [good[0], ...bad, ...good.slice(1)].filter((one) => one !== undefined) : bad;
  const { batchItemFailures } = await batchHandler(world.inbox, world.steps[step])({ Records }, CONTEXT);
  return { world, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};

const pendingNames = (world: GuardianWorld) =>
  world.ledger.pending().map(({ subject }) => ('userName' in subject ? `${subject.userName}` : 'many'));

const buriedBodies = (world: GuardianWorld) => world.inbox.buried.map(({ message }) => message.body);

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'MfaGuardian');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'test');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('the handler of route-change, given malformed messages among good ones', () => {
  it.each(MALFORMED)('buries %s once, with the reason, and loses nothing else', async (_what, body) => {
    const { world, failed } = await handle('route', [body]);
    expect(failed).toEqual([]);
    expect(buriedBodies(world)).toEqual([body]);
    expect(world.inbox.buried[0]?.reason).toMatch(/^expected .+, received .*/s);
    expect(world.inbox.buried[0]?.reason.length).toBeLessThan(1_000);
    expect(pendingNames(world).toSorted()).toEqual(GOOD);
    expect(world.inbox.postponed).toEqual([]);
  });

  it('buries all of them together, each once', async () => {
    const bodies = MALFORMED.map(([, body]) => body);
    const { world, failed } = await handle('route', bodies);
    expect(failed).toEqual([]);
    expect(buriedBodies(world).toSorted()).toEqual(bodies.toSorted());
    expect(pendingNames(world).toSorted()).toEqual(GOOD);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'takes a user who is called %s for a user like any other',
    async (userName) => {
      const { world, failed } = await handle('route', [JSON.stringify(tagged(userName))]);
      expect([...failed, ...world.inbox.buried]).toEqual([]);
      expect(pendingNames(world)).toContain(userName);
      await world.workOff();
      expect(world.ledger.records().map(({ principal }) => principal.userName)).toContain(userName);
    },
  );

  it.each(['aws-cn', 'aws-us-gov', 'aws-iso-b'])(
    'takes an event of the partition %s as it is',
    async (partition) => {
      const attached = iamCall({
        eventName: 'AttachUserPolicy',
        requestParameters: {
          userName: 'dora',
          policyArn: `arn:${partition}:iam::${MEMBER_ACCOUNT}:policy/everything`,
        },
      });
      const { world, failed } = await handle('route', [JSON.stringify(attached)]);
      expect([...failed, ...world.inbox.buried]).toEqual([]);
      expect(pendingNames(world)).toContain('dora');
    },
  );

  it.each(['', 'yesterday', '-1', '1e400'])(
    'does not stumble over a copy that was first seen %j',
    async (firstSeen) => {
      const { world, failed } = await handle('route', [JSON.stringify(tagged('dora'))], firstSeen);
      expect([...failed, ...world.inbox.buried]).toEqual([]);
      await world.workOff();
      expect(world.ledger.records()).toHaveLength(4);
    },
  );

  it('always ends each fuzzed event in one way, and always routes what is good', async () => {
    const met = tally<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(mutatedEvents, { minLength: 1, maxLength: 7 }), async (events) => {
        const bodies = events.map((event) => JSON.stringify(event) ?? 'undefined');
        const { world, failed } = await handle('route', bodies);
        expect(failed).toEqual([]);
        for (const body of new Set(bodies)) {
          const times = bodies.filter((other) => other === body).length;
          const buried = buriedBodies(world).filter((other) => other === body).length;
          met.count(buried === 0 ? 'routed' : 'buried');
          expect([0, times]).toContain(buried);
        }
        expect(pendingNames(world)).toEqual(expect.arrayContaining(GOOD));
        const buried = new Set(buriedBodies(world));
        expect(world.inbox.postponed.filter(({ message }) => buried.has(message.body))).toEqual([]);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(met.missing(['routed', 'buried'], 50)).toEqual([]);
  });

  it('always looks at whomever a fuzzed event concerns, without failing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutatedEvents, { minLength: 1, maxLength: 4 }), async (events) => {
        const { world } = await handle(
          'route',
          events.map((event) => JSON.stringify(event) ?? 'undefined'),
        );
        await world.workOff();
        expect(world.ledger.pending().flatMap(({ changes }) => changes)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the handler of assess-principal, given what the guardian never queued', () => {
  it.each(MALFORMED)('buries %s once, with the reason', async (_what, body) => {
    const { world, failed } = await handle('assess', [body]);
    expect(failed).toEqual([]);
    expect(buriedBodies(world)).toEqual([body]);
  });
});
