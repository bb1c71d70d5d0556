import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbIntentLedger } from '#adapters/dynamodb-intent-ledger.ts';
import { dynamoDbPrincipalLedger } from '#adapters/dynamodb-principal-ledger.ts';
import { addDuration, milliseconds } from '#core/kernel/time.ts';
import type { Intent } from '#core/ledger/intent.ts';
import type { IntentLedger } from '#ports/intent-ledger.ts';
import type { PrincipalLedger } from '#ports/principal-ledger.ts';
import { inMemoryLedger } from '../fakes/in-memory-ledger.ts';
import { ANA, guardArn, NEW_YEAR, principalNamed, userIdOf } from '../fakes/people.ts';
import { recordOf } from '../fakes/records.ts';
import { createLedgerTable } from './support/deployed-environment.ts';
import { localAws, securityAccount } from './support/local-aws.ts';

type Ledger = PrincipalLedger & IntentLedger;

const aws = localAws();
const sinceNewYear = (count: number) => addDuration(NEW_YEAR, milliseconds(count));

let documents: DynamoDBDocumentClient;
let tables = 0;

/** A table of its own for each test, so that none sees what another wrote. */
const dynamoDb = async (): Promise<Ledger> => {
  tables += 1;
  const TableName = `ledger-${tables}`;
  await createLedgerTable(aws.root(securityAccount).dynamodb, TableName);
  return { ...dynamoDbPrincipalLedger(documents, TableName), ...dynamoDbIntentLedger(documents, TableName) };
};

const INTENT: Intent = {
  id: 'attach-AIDAANA-1',
  principal: ANA,
  userId: userIdOf('ana'),
  verdictVersion: 1,
  openedAt: NEW_YEAR,
  attempts: [],
  outcome: { kind: 'open' },
  announced: false,
};
const ATTEMPT = { policyArn: guardArn('standard'), at: NEW_YEAR };
const ATTACHED = { kind: 'attached', at: NEW_YEAR, policyArn: guardArn('standard') } as const;

beforeAll(() => {
  documents = DynamoDBDocumentClient.from(aws.root(securityAccount).dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
});

describe.each<[string, () => Promise<Ledger>]>([
  ['DynamoDB', dynamoDb],
  ['the fake that other tests trust', async () => inMemoryLedger()],
])('the ledger in %s', (_where, makeLedger) => {
  let ledger: Ledger;
  const loaded = () => ledger.loadPrincipal(ANA);
  const intent = () => ledger.loadIntent(ANA.account, INTENT.id);

  beforeEach(async () => {
    ledger = await makeLedger();
  });

  it('knows nobody at first, and gives back what was saved, whatever the case of the name', async () => {
    expect(await loaded()).toBeUndefined();
    expect(await ledger.savePrincipal(recordOf())).toBe('saved');
    expect(await ledger.loadPrincipal(principalNamed('ANA'))).toMatchObject({ version: 1, revision: 1 });
  });

  it('saves only what follows the stored revision', async () => {
    await ledger.savePrincipal(recordOf());
    expect(await ledger.savePrincipal(recordOf())).toBe('conflict');
    expect(await ledger.savePrincipal(recordOf({ revision: 3 }))).toBe('conflict');
    expect(await ledger.savePrincipal(recordOf({ revision: 2 }))).toBe('saved');
  });

  it('marks only the version that stands as announced, and makes writes in flight start over', async () => {
    await ledger.savePrincipal(recordOf({ version: 2, announcedVersion: 1 }));
    await ledger.markAnnounced(ANA, 1);
    expect(await loaded()).toMatchObject({ announcedVersion: 1, revision: 1 });
    await ledger.markAnnounced(ANA, 2);
    expect(await loaded()).toMatchObject({ announcedVersion: 2, revision: 2 });
  });

  it.each([
    [-1, undefined],
    [0, 0],
    [1, 1],
  ])('notes an action %i ms after the read that the record rests on', async (later, noted) => {
    await ledger.savePrincipal(recordOf({ readBegan: NEW_YEAR }));
    await ledger.markActedUpon(ANA, { at: sinceNewYear(later) });
    expect((await loaded())?.actedUpon?.at).toBe(noted === undefined ? undefined : sinceNewYear(noted));
  });

  it('opens an intent once, and adds attempts one after the other', async () => {
    expect(await ledger.openIntent(INTENT)).toBe('opened');
    expect(await ledger.openIntent(INTENT)).toBe('conflict');
    expect(await ledger.beginAttempt(INTENT, ATTEMPT)).toBe('begun');
    expect(await ledger.beginAttempt(INTENT, ATTEMPT)).toBe('conflict');
    expect((await intent())?.attempts).toEqual([ATTEMPT]);
  });

  it('finishes an intent once, and lets no attempt follow', async () => {
    await ledger.openIntent(INTENT);
    expect(await ledger.finishIntent({ ...INTENT, outcome: ATTACHED })).toBe('finished');
    const failed = { kind: 'failed', at: NEW_YEAR, because: 'no-longer-needed' } as const;
    expect(await ledger.finishIntent({ ...INTENT, outcome: failed })).toBe('conflict');
    expect(await ledger.beginAttempt(INTENT, ATTEMPT)).toBe('conflict');
    await ledger.markIntentAnnounced(ANA.account, INTENT.id);
    expect(await intent()).toMatchObject({ outcome: ATTACHED, announced: true });
  });

  it('lets one record claim an attempt, again and again, and no other', async () => {
    await ledger.openIntent(INTENT);
    const claim = (eventId: string) => ledger.claimAttempt(ANA.account, INTENT.id, 1, eventId);
    expect(await claim('ours')).toBe('taken');
    await ledger.beginAttempt(INTENT, ATTEMPT);
    expect(await claim('ours')).toBe('claimed');
    expect(await claim('ours')).toBe('claimed');
    expect(await claim('theirs')).toBe('taken');
    expect((await intent())?.attempts[0]?.claimedBy).toBe('ours');
  });
});
