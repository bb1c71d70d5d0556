import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbNoticeLedger } from '#adapters/dynamodb-notice-ledger.ts';
import { addDuration, milliseconds, minutes } from '#core/kernel/time.ts';
import { type NoticeWindow, placeIn } from '#core/notice/notice-window.ts';
import type { NoticeLedger } from '#ports/notice-ledger.ts';
import { inMemoryNoticeLedger } from '../fakes/in-memory-notice-ledger.ts';
import { noticeAbout } from '../fakes/notices.ts';
import { NEW_YEAR } from '../fakes/people.ts';
import { createLedgerTable } from './support/deployed-environment.ts';
import { localAws, securityAccount } from './support/local-aws.ts';

const aws = localAws();
const sinceNewYear = (count: number) => addDuration(NEW_YEAR, milliseconds(count));

let documents: DynamoDBDocumentClient;
let tables = 0;

/** A table of its own for each test, so that none sees what another wrote. */
const dynamoDb = async (): Promise<NoticeLedger> => {
  tables += 1;
  const TableName = `ledger-${tables}`;
  await createLedgerTable(aws.root(securityAccount).dynamodb, TableName);
  return dynamoDbNoticeLedger(documents, TableName);
};

const WINDOW: NoticeWindow = { allowance: 'ordinary', minute: NEW_YEAR / minutes(1) };
const LATER: NoticeWindow = { ...WINDOW, minute: WINDOW.minute + 1 };
const ELEVENTH = placeIn(WINDOW, 11, NEW_YEAR);
const { body: _body, ...ANA_HELD } = noticeAbout('ana');
const { body: _other, ...BEN_HELD } = noticeAbout('ben');

beforeAll(() => {
  documents = DynamoDBDocumentClient.from(aws.root(securityAccount).dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
});

describe.each<[string, () => Promise<NoticeLedger>]>([
  ['DynamoDB', dynamoDb],
  ['the fake that other tests trust', async () => inMemoryNoticeLedger()],
])('the ledger of notices in %s', (_where, makeLedger) => {
  let ledger: NoticeLedger;
  const begun = sinceNewYear(-minutes(1));

  const take = (now = NEW_YEAR, mayBegin = true, window = WINDOW) =>
    ledger.takePlace({ window, mayBegin, begunAfter: sinceNewYear(now - NEW_YEAR - minutes(1)) }, now);

  beforeEach(async () => {
    ledger = await makeLedger();
  });

  it('counts the places of a window, which ends a minute after it was begun', async () => {
    expect(await take(begun)).toEqual(placeIn(WINDOW, 1, begun));
    expect(await take(sinceNewYear(-1), false)).toEqual(placeIn(WINDOW, 2, begun));
    expect(await take(NEW_YEAR)).toBeUndefined();
    expect(await take(NEW_YEAR, true, { ...WINDOW, allowance: 'urgent' })).toMatchObject({ number: 1 });
  });

  it('begins a window only for those who may', async () => {
    expect(await take(NEW_YEAR, false)).toBeUndefined();
    expect(await take(NEW_YEAR)).toMatchObject({ number: 1 });
  });

  it('never gives a number twice, however many ask at once', async () => {
    const places = await Promise.all(Array.from({ length: 30 }, () => take()));
    expect(places.map((place) => place?.number).toSorted((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
  });

  it('keeps the first place of a notice', async () => {
    expect(await ledger.findPlace('ana')).toBeUndefined();
    expect(await ledger.keepPlace('ana', ELEVENTH)).toEqual(ELEVENTH);
    expect(await ledger.keepPlace('ana', placeIn(WINDOW, 12, NEW_YEAR))).toEqual(ELEVENTH);
    expect(await ledger.findPlace('ana')).toEqual(ELEVENTH);
    expect(await ledger.findPlace('Ana')).toBeUndefined();
  });

  it('gives a notice another place only instead of the one that it has', async () => {
    const [first, second, third] = [ELEVENTH, placeIn(LATER, 1, NEW_YEAR), placeIn(LATER, 2, NEW_YEAR)];
    await ledger.keepPlace('ana', first);
    expect(await ledger.keepPlace('ana', second, first)).toEqual(second);
    expect(await ledger.keepPlace('ana', third, first)).toEqual(second);
    expect(await ledger.findPlace('ana')).toEqual(second);
  });

  it('finds names of any length', async () => {
    const long = 'x'.repeat(5_000);
    await ledger.keepPlace(long, ELEVENTH);
    expect(await ledger.findPlace(long)).toEqual(ELEVENTH);
  });

  it('holds a notice, again and again, in a place that is free or its own', async () => {
    expect(await ledger.hold(ELEVENTH, ANA_HELD)).toBe('held');
    expect(await ledger.hold(ELEVENTH, ANA_HELD)).toBe('held');
    expect(await ledger.hold(ELEVENTH, BEN_HELD)).toBe('too-late');
    expect(await ledger.settle(WINDOW, 11)).toEqual(ANA_HELD);
    expect(await ledger.hold(ELEVENTH, ANA_HELD)).toBe('held');
    expect(await ledger.settle(WINDOW, 11)).toEqual(ANA_HELD);
  });

  it('holds nothing any more in a place that was settled empty', async () => {
    expect(await ledger.settle(WINDOW, 11)).toBeUndefined();
    expect(await ledger.hold(ELEVENTH, ANA_HELD)).toBe('too-late');
    expect(await ledger.settle(WINDOW, 11)).toBeUndefined();
    expect(await ledger.hold({ ...ELEVENTH, window: LATER }, ANA_HELD)).toBe('held');
  });

  it('gives the turn to tell of a digest to one at a time, until it was told', async () => {
    const begin = (after: number) => ledger.beginDigest(WINDOW, sinceNewYear(after), minutes(2));
    await take();
    await take();
    expect(await begin(0)).toEqual({ kind: 'begun', taken: 2 });
    expect(await begin(119_999)).toEqual({ kind: 'with-somebody-else' });
    expect(await begin(120_000)).toEqual({ kind: 'begun', taken: 2 });
    await ledger.endDigest(WINDOW);
    expect(await begin(minutes(60))).toEqual({ kind: 'told' });
  });

  it('lets only one of many begin a digest', async () => {
    await take();
    const turns = await Promise.all(
      Array.from({ length: 20 }, () => ledger.beginDigest(WINDOW, NEW_YEAR, minutes(2))),
    );
    expect(turns.filter(({ kind }) => kind === 'begun')).toHaveLength(1);
  });

  it('begins no digest of a window that nobody began', async () => {
    expect(await ledger.beginDigest(WINDOW, NEW_YEAR, minutes(2))).toEqual({ kind: 'with-somebody-else' });
    expect(await take()).toMatchObject({ number: 1 });
  });

  it('gives no places any more in a window whose digest was begun', async () => {
    await take();
    await ledger.beginDigest(WINDOW, NEW_YEAR, minutes(2));
    expect(await take()).toBeUndefined();
    await ledger.endDigest(WINDOW);
    expect(await take()).toBeUndefined();
  });
});

describe('what the ledger of notices writes to DynamoDB', () => {
  it('is in partitions that notify-people may touch, and is forgotten after thirty days', async () => {
    const ledger = await dynamoDb();
    await ledger.takePlace({ window: WINDOW, mayBegin: true, begunAfter: sinceNewYear(-60_000) }, NEW_YEAR);
    await ledger.keepPlace('ana', ELEVENTH);
    await ledger.hold(ELEVENTH, ANA_HELD);
    await ledger.settle(WINDOW, 12);
    const { dynamodb } = aws.root(securityAccount);
    const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: `ledger-${tables}` }));
    expect(Items).toHaveLength(4);
    for (const { pk, expiresAt } of Items) {
      expect(pk?.S).toMatch(/^notice#/);
      expect(Number(expiresAt?.N)).toBe(NEW_YEAR / 1_000 + 30 * 24 * 60 * 60);
    }
  });
});
