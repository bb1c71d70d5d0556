import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbPendingLedger } from '#adapters/dynamodb-pending-ledger.ts';
import type { CollectiveConcern } from '#core/change/concern.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { addDuration, epochMs, milliseconds } from '#core/kernel/time.ts';
import type { PendingChange, PendingChanges } from '#core/workload/pending-changes.ts';
import type { Subject } from '#core/workload/subject.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import { observedCalls } from '../arbitraries/records.ts';
import { inMemoryPendingLedger } from '../fakes/in-memory-workload.ts';
import { ANA, HUB_ACCOUNT, MEMBER_ACCOUNT, NEW_YEAR, PARTITION, principalNamed } from '../fakes/people.ts';
import { CALL } from '../fakes/records.ts';
import { createLedgerTable } from './support/deployed-environment.ts';
import { localAws, securityAccount } from './support/local-aws.ts';

const aws = localAws();

let documents: DynamoDBDocumentClient;
let tables = 0;

/** A table of its own for each run, so that none sees what another wrote. */
const dynamoDb = async (): Promise<PendingLedger> => {
  tables += 1;
  const TableName = `pending-${tables}`;
  await createLedgerTable(aws.root(securityAccount).dynamodb, TableName);
  return dynamoDbPendingLedger(documents, TableName);
};

const collective = (concern: CollectiveConcern): Subject => ({
  partition: PARTITION,
  account: MEMBER_ACCOUNT,
  concern,
});

const SUBJECTS: readonly Subject[] = [
  ANA,
  principalNamed('ANA'),
  principalNamed('bob'),
  { ...ANA, account: HUB_ACCOUNT },
  collective({ kind: 'group', groupName: 'ana' }),
  collective({ kind: 'group', groupName: 'Ana' }),
  collective({ kind: 'role', roleName: 'ana' }),
  collective({ kind: 'policy', arn: `arn:aws:iam::aws:policy/${'x'.repeat(2_000)}` as Arn }),
  collective({ kind: 'account' }),
];

const instants = fc.nat(1_000_000).map((count) => addDuration(NEW_YEAR, milliseconds(count)));

const changes: fc.Arbitrary<PendingChange> = fc.record(
  {
    call: observedCalls,
    expectation: fc.constantFrom(
      { kind: 'unstated' as const },
      { kind: 'password' as const, present: true },
      { kind: 'access-key' as const, id: 'AKIAANA', status: 'gone' as const },
      { kind: 'user-gone' as const, at: NEW_YEAR },
    ),
    formerName: fc.constant('anna' as typeof ANA.userName),
    urgency: fc.constantFrom('urgent' as const, 'settling' as const),
    arrivedAt: instants,
  },
  { requiredKeys: ['call', 'expectation', 'urgency', 'arrivedAt'] },
);

const pendings: fc.Arbitrary<PendingChanges> = fc.record({
  subject: fc.constantFrom(...SUBJECTS),
  changes: fc.array(changes, { maxLength: 5 }),
  nextLook: fc.option(
    fc.record({ number: fc.nat(), promisedAt: instants, dueAt: instants, queued: fc.boolean() }),
    { nil: undefined },
  ),
  urgentSince: fc.option(instants, { nil: undefined }),
  urgentLooks: fc.nat(5),
  revision: fc.integer({ min: 1, max: 4 }),
});

const EMPTY: PendingChanges = {
  subject: ANA,
  changes: [],
  nextLook: undefined,
  urgentSince: undefined,
  urgentLooks: 0,
  revision: 1,
};

beforeAll(() => {
  documents = DynamoDBDocumentClient.from(aws.root(securityAccount).dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
});

describe('the pending ledger in DynamoDB and the fake that other tests trust', () => {
  it('always answer alike, whatever is written in whatever order', async () => {
    const answers = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(pendings, { minLength: 1, maxLength: 12 }), async (writes) => {
        const [real, fake] = [await dynamoDb(), inMemoryPendingLedger()];
        for (const pending of writes) {
          const answer = await fake.savePending(pending);
          answers.set(answer, (answers.get(answer) ?? 0) + 1);
          expect(await real.savePending(pending)).toBe(answer);
        }
        for (const subject of SUBJECTS) {
          expect(await real.loadPending(subject)).toEqual(await fake.loadPending(subject));
        }
      }),
      { numRuns: 40 },
    );
    expect(answers.get('saved')).toBeGreaterThan(20);
    expect(answers.get('conflict')).toBeGreaterThan(20);
  });
});

describe('the pending ledger', () => {
  it('keeps one of two writers who saw the same, and tells the other', async () => {
    const ledger = await dynamoDb();
    await ledger.savePending(EMPTY);
    const writers = Array.from({ length: 10 }, (_, urgentLooks) =>
      ledger.savePending({ ...EMPTY, urgentLooks, revision: 2 }),
    );
    const answers = await Promise.all(writers);
    expect(answers.filter((answer) => answer === 'saved')).toHaveLength(1);
    expect((await ledger.loadPending(ANA))?.urgentLooks).toBe(answers.indexOf('saved'));
  });

  it('holds as much as ever is pending', async () => {
    const ledger = await dynamoDb();
    const change: PendingChange = {
      call: { ...CALL, actor: { kind: 'iam-user', userName: 'x'.repeat(64), arn: 'y'.repeat(2_048) } },
      expectation: { kind: 'inline-policy', name: 'z'.repeat(128), present: true },
      urgency: 'settling',
      arrivedAt: epochMs(NEW_YEAR),
    };
    // A hundred of which something is stated, and as many kinds of which nothing is.
    const most = Array.from({ length: 140 }, () => change);
    expect(await ledger.savePending({ ...EMPTY, changes: most })).toBe('saved');
    expect((await ledger.loadPending(ANA))?.changes).toHaveLength(140);
  });
});
