import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWork, encodeWork } from '#contracts/queued-work.ts';
import type { CollectiveConcern } from '#core/change/concern.ts';
import type { AccountId, Arn, Partition, UserName } from '#core/kernel/aws-identifiers.ts';
import { epochMs } from '#core/kernel/time.ts';
import type { ExpandWork, LookWork, Work } from '#core/workload/work.ts';
import { anyText } from '../arbitraries/open-sessions.ts';
import { observedCalls } from '../arbitraries/records.ts';
import { ANA, MEMBER_ACCOUNT, PARTITION } from '../fakes/people.ts';
import { tally } from '../fakes/tally.ts';

/** Whole seconds: messages carry no more. */
const instants = fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => epochMs(second * 1_000));
const accounts = fc.constantFrom('000000000000', '222222222222').map((account) => account as AccountId);
const partitions = fc.constantFrom('aws', 'aws-cn', 'aws-us-gov').map((partition) => partition as Partition);
const userNames = fc.constantFrom('ana', 'a+b=c,d.e@f-g_h', 'Z'.repeat(64)).map((name) => name as UserName);
const numbers = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

const queuedPart = {
  urgency: fc.constantFrom('urgent' as const, 'settling' as const),
  number: numbers,
  reserved: fc.constant(true as const),
  failingSince: instants,
};

const looks: fc.Arbitrary<LookWork> = fc.record(
  {
    ...queuedPart,
    kind: fc.constant('look' as const),
    principal: fc.record({ partition: partitions, account: accounts, userName: userNames }),
    waitingSince: instants,
  },
  { requiredKeys: ['kind', 'principal', 'urgency'] },
);

const concerns: fc.Arbitrary<CollectiveConcern> = fc.oneof(
  fc.record({ kind: fc.constant('group' as const), groupName: anyText }),
  fc.record({ kind: fc.constant('role' as const), roleName: anyText }),
  fc.record({
    kind: fc.constant('policy' as const),
    arn: fc.constantFrom('arn:aws:iam::aws:policy/AdministratorAccess' as Arn),
  }),
  fc.record({ kind: fc.constant('account' as const), account: accounts }, { requiredKeys: ['kind'] }),
);

const expansions: fc.Arbitrary<ExpandWork> = fc.record(
  {
    ...queuedPart,
    kind: fc.constant('expand' as const),
    partition: partitions,
    account: accounts,
    concern: concerns,
    page: fc.record({ marker: anyText, call: observedCalls }),
  },
  { requiredKeys: ['kind', 'partition', 'account', 'concern', 'urgency'] },
);

const works: fc.Arbitrary<Work> = fc.oneof(looks, expansions);

const LOOK = { schemaVersion: 1, work: { kind: 'look', principal: ANA, urgency: 'settling' } };
const EXPAND = {
  schemaVersion: 1,
  work: {
    kind: 'expand',
    partition: PARTITION,
    account: MEMBER_ACCOUNT,
    concern: { kind: 'group', groupName: 'devs' },
    urgency: 'urgent',
  },
};

const withWork = (message: typeof LOOK | typeof EXPAND, members: object) => ({
  ...message,
  work: { ...message.work, ...members },
});

describe('queued work', () => {
  it('always arrives as it was sent', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(works, (work) => {
        Object.keys(work).forEach(met.count);
        met.count(work.kind === 'expand' ? work.concern.kind : work.kind);
        expect(decodeWork(JSON.parse(encodeWork(work)))).toEqual({ ok: true, value: work });
      }),
      { numRuns: 800 },
    );
    const optional = ['number', 'reserved', 'failingSince', 'waitingSince', 'page'];
    expect(met.missing([...optional, 'look', 'group', 'policy', 'role', 'account'], 20)).toEqual([]);
  });

  it('is text that says times as people read them', () => {
    const since = epochMs(Date.parse('2026-01-01T00:00:05Z'));
    const work: LookWork = {
      kind: 'look',
      principal: ANA,
      urgency: 'urgent',
      failingSince: since,
      waitingSince: since,
    };
    expect(JSON.parse(encodeWork(work))).toEqual({
      schemaVersion: 1,
      work: { ...work, failingSince: '2026-01-01T00:00:05Z', waitingSince: '2026-01-01T00:00:05Z' },
    });
  });

  it('is taken without what nobody asked for', () => {
    expect(decodeWork(withWork(LOOK, { surprise: 1 }))).toEqual({ ok: true, value: LOOK.work });
  });
});

describe('a message that is no queued work', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'look'],
    ['a list', [LOOK]],
    ['nothing', {}],
    ['work without a version', { work: LOOK.work }],
    ['work of another version', { ...LOOK, schemaVersion: 2 }],
    ['no work', { schemaVersion: 1 }],
    ['work of another kind', withWork(LOOK, { kind: 'act' })],
    ['a look at nobody', withWork(LOOK, { principal: undefined })],
    ['a look at a name that IAM would not take', withWork(LOOK, { principal: { ...ANA, userName: 'a/b' } })],
    ['a look in no account', withWork(LOOK, { principal: { ...ANA, account: '1' } })],
    ['a look of no urgency', withWork(LOOK, { urgency: 'now' })],
    ['a look that was reserved and was not', withWork(LOOK, { reserved: false })],
    ['a look without number', withWork(LOOK, { number: null })],
    ['a look before the first', withWork(LOOK, { number: 0 })],
    ['half a look', withWork(LOOK, { number: 1.5 })],
    ['a look since some time', withWork(LOOK, { failingSince: 'yesterday' })],
    ['an expansion of nothing', withWork(EXPAND, { concern: undefined })],
    ['an expansion of one user', withWork(EXPAND, { concern: { kind: 'user', userName: 'ana' } })],
    ['an expansion of no ARN', withWork(EXPAND, { concern: { kind: 'policy', arn: 'everything' } })],
    ['an expansion in another world', withWork(EXPAND, { partition: 'azure' })],
    ['a page from nowhere', withWork(EXPAND, { page: { marker: 5 } })],
    ['a page about no call', withWork(EXPAND, { page: { marker: 'next' } })],
  ])('is malformed: %s', (_what, message) => {
    const decoded = decodeWork(message);
    expect(decoded).toMatchObject({
      ok: false,
      problem: { kind: 'malformed', expected: 'work that the guardian queued for itself' },
    });
    expect((decoded as { readonly problem: { readonly received: string } }).problem.received).not.toBe('');
  });

  it('never makes it throw, and never says more than fits', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 4 }), (message) => {
        const decoded = decodeWork(message);
        expect(decoded.ok ? '' : decoded.problem.received.length <= 500).not.toBe(false);
      }),
    );
  });
});
