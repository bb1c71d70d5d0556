import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { addDuration, type DurationMs, type EpochMs } from '#core/kernel/time.ts';
import type { HeldNotice } from '#core/notice/compose-digest.ts';
import {
  type NoticePlace,
  type NoticeWindow,
  placeIn,
  type WindowToJoin,
} from '#core/notice/notice-window.ts';
import type { NoticeLedger } from '#ports/notice-ledger.ts';
import { whenConditionHolds } from './dynamodb-documents.ts';
import {
  heldNoticeKey,
  type LedgerKey,
  NOTICES_REMEMBERED_SECONDS,
  noticePlaceKey,
  noticeWindowKey,
} from './ledger-keys.ts';

/** What the ledger says of a window: how many numbers were taken, and how far its digest is. */
interface StoredWindow {
  readonly begunAt: EpochMs;
  readonly taken: number;
  /** Until when whoever is at the digest has the turn; once there is one, no number is taken any more. */
  readonly tellingUntil?: EpochMs;
  readonly told?: true;
}

type Change = Omit<UpdateCommandInput, 'TableName' | 'Key'>;

/** Seconds since 1970, as DynamoDB wants it. */
const expiresAt = ({ minute }: NoticeWindow): number => minute * 60 + NOTICES_REMEMBERED_SECONDS;

const nextNumber = ({ window, mayBegin, begunAfter }: WindowToJoin, now: EpochMs): Change => ({
  UpdateExpression: 'SET begunAt = if_not_exists(begunAt, :now), expiresAt = :expiresAt ADD taken :one',
  ConditionExpression: `attribute_not_exists(tellingUntil) AND (begunAt > :begunAfter${mayBegin ? ' OR attribute_not_exists(begunAt)' : ''})`,
  ExpressionAttributeValues: {
    ':now': now,
    ':expiresAt': expiresAt(window),
    ':one': 1,
    ':begunAfter': begunAfter,
  },
});

const turn = (now: EpochMs, lease: DurationMs): Change => ({
  UpdateExpression: 'SET tellingUntil = :until',
  ConditionExpression:
    'attribute_exists(taken) AND attribute_not_exists(told) AND (attribute_not_exists(tellingUntil) OR tellingUntil <= :now)',
  ExpressionAttributeValues: { ':now': now, ':until': addDuration(now, lease) },
});

const TOLD: Change = {
  UpdateExpression: 'SET told = :true',
  ExpressionAttributeValues: { ':true': true },
};

/** Makes an item where there is none: a place that nobody can hold. */
const settled = (window: NoticeWindow): Change => ({
  UpdateExpression: 'SET settled = :true, expiresAt = :expiresAt',
  ExpressionAttributeValues: { ':true': true, ':expiresAt': expiresAt(window) },
});

const ifFree = (insteadOf: NoticePlace | undefined): Partial<PutCommandInput> =>
  insteadOf === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'place = :insteadOf', ExpressionAttributeValues: { ':insteadOf': insteadOf } };

/** The items of one table, each by its key. */
const itemsOf = (documents: DynamoDBDocumentClient, TableName: string) => ({
  get: async <Item>(Key: LedgerKey): Promise<Item | undefined> =>
    (await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item as Item | undefined,
  put: (Item: LedgerKey & Record<string, unknown>, condition: Partial<PutCommandInput>): Promise<boolean> =>
    whenConditionHolds(() => documents.send(new PutCommand({ TableName, Item, ...condition }))),
  /** The item as it is then; undefined when the change's condition did not hold. */
  update: async <Item>(Key: LedgerKey, change: Change): Promise<Item | undefined> => {
    let changed: Item | undefined;
    await whenConditionHolds(async () => {
      const command = new UpdateCommand({ TableName, Key, ReturnValues: 'ALL_NEW', ...change });
      changed = (await documents.send(command)).Attributes as Item;
    });
    return changed;
  },
});

type Items = ReturnType<typeof itemsOf>;

const places = (items: Items): Pick<NoticeLedger, 'findPlace' | 'takePlace' | 'keepPlace'> => {
  const findPlace = async (noticeId: string): Promise<NoticePlace | undefined> =>
    (await items.get<{ readonly place: NoticePlace }>(noticePlaceKey(noticeId)))?.place;
  return {
    findPlace,
    takePlace: async (toJoin, now) => {
      const { window } = toJoin;
      const stored = await items.update<StoredWindow>(noticeWindowKey(window), nextNumber(toJoin, now));
      return stored === undefined ? undefined : placeIn(window, stored.taken, stored.begunAt);
    },
    keepPlace: async (noticeId, place, insteadOf) => {
      const item = { ...noticePlaceKey(noticeId), noticeId, place, expiresAt: expiresAt(place.window) };
      return (await items.put(item, ifFree(insteadOf))) ? place : ((await findPlace(noticeId)) ?? place);
    },
  };
};

const digests = (items: Items): Omit<NoticeLedger, keyof ReturnType<typeof places>> => ({
  hold: async ({ window, number }, notice) => {
    const item = { ...heldNoticeKey(window, number), notice, expiresAt: expiresAt(window) };
    const held = await items.put(item, {
      ConditionExpression: 'attribute_not_exists(pk) OR notice.id = :id',
      ExpressionAttributeValues: { ':id': notice.id },
    });
    return held ? 'held' : 'too-late';
  },
  beginDigest: async (window, now, lease) => {
    const key = noticeWindowKey(window);
    const begun = await items.update<StoredWindow>(key, turn(now, lease));
    if (begun !== undefined) {
      return { kind: 'begun', taken: begun.taken };
    }
    const stored = await items.get<StoredWindow>(key);
    return { kind: stored?.told ? 'told' : 'with-somebody-else' };
  },
  settle: async (window, number) => {
    const key = heldNoticeKey(window, number);
    return (await items.update<{ readonly notice?: HeldNotice }>(key, settled(window)))?.notice;
  },
  endDigest: async (window) => {
    await items.update(noticeWindowKey(window), TOLD);
  },
});

/** Single items only, each written under a condition: it neither queries nor needs a transaction. */
export const dynamoDbNoticeLedger = (documents: DynamoDBDocumentClient, table: string): NoticeLedger => {
  const items = itemsOf(documents, table);
  return { ...places(items), ...digests(items) };
};
