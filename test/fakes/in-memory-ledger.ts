import { intentKey, principalKey } from '#adapters/ledger-keys.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { isBefore } from '#core/kernel/time.ts';
import type { Intent } from '#core/ledger/intent.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { IntentLedger } from '#ports/intent-ledger.ts';
import type { PrincipalLedger } from '#ports/principal-ledger.ts';

/** What a document store gives back: a copy of its own, without the members that were undefined. */
const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const copyOf = <Value>(value: Value | undefined): Value | undefined =>
  value === undefined ? undefined : stored(value);

/** The ledger with the same conditions on writes as the one in DynamoDB. */
export interface InMemoryLedger extends PrincipalLedger, IntentLedger {
  records(): readonly PrincipalRecord[];
  intents(): readonly Intent[];
}

const principalLedger = (items: Map<string, PrincipalRecord>): PrincipalLedger => {
  const setIf = (
    principal: PrincipalName,
    holds: (record: PrincipalRecord) => boolean,
    change: Partial<PrincipalRecord>,
  ): void => {
    const { pk } = principalKey(principal);
    const record = items.get(pk);
    if (record !== undefined && holds(record)) {
      items.set(pk, stored({ ...record, ...change, revision: record.revision + 1 }));
    }
  };
  return {
    loadPrincipal: async (principal) => copyOf(items.get(principalKey(principal).pk)),
    savePrincipal: async (record) => {
      const { pk } = principalKey(record.principal);
      if ((items.get(pk)?.revision ?? 0) !== record.revision - 1) {
        return 'conflict';
      }
      items.set(pk, stored(record));
      return 'saved';
    },
    markAnnounced: async (principal, version) =>
      setIf(principal, (record) => record.version === version, { announcedVersion: version }),
    markActedUpon: async (principal, actedUpon) =>
      setIf(principal, ({ readBegan }) => !isBefore(actedUpon.at, readBegan), { actedUpon }),
  };
};

const intentLedger = (items: Map<string, Intent>): IntentLedger => {
  const update = (account: AccountId, id: string, change: Partial<Intent>): void => {
    const { pk } = intentKey(account, id);
    items.set(pk, stored({ ...items.get(pk), ...change } as Intent));
  };
  const load = (account: AccountId, id: string) => copyOf(items.get(intentKey(account, id).pk));
  return {
    loadIntent: async (account, id) => load(account, id),
    openIntent: async (intent) => {
      const { pk } = intentKey(intent.principal.account, intent.id);
      if (items.has(pk)) {
        return 'conflict';
      }
      items.set(pk, stored(intent));
      return 'opened';
    },
    beginAttempt: async ({ principal, id, attempts }, attempt) => {
      const known = load(principal.account, id);
      if (known?.outcome.kind !== 'open' || known.attempts.length !== attempts.length) {
        return 'conflict';
      }
      update(principal.account, id, { attempts: [...known.attempts, attempt] });
      return 'begun';
    },
    finishIntent: async ({ principal, id, outcome }) => {
      if (load(principal.account, id)?.outcome.kind !== 'open') {
        return 'conflict';
      }
      update(principal.account, id, { outcome });
      return 'finished';
    },
    markIntentAnnounced: async (account, id) => update(account, id, { announced: true }),
    claimAttempt: async (account, id, attempt, eventId) => {
      const attempts = load(account, id)?.attempts ?? [];
      const claimed = attempts[attempt - 1];
      if (claimed === undefined || (claimed.claimedBy ?? eventId) !== eventId) {
        return 'taken';
      }
      update(account, id, { attempts: attempts.with(attempt - 1, { ...claimed, claimedBy: eventId }) });
      return 'claimed';
    },
  };
};

export const inMemoryLedger = (): InMemoryLedger => {
  const records = new Map<string, PrincipalRecord>();
  const intents = new Map<string, Intent>();
  return {
    ...principalLedger(records),
    ...intentLedger(intents),
    records: () => [...records.values()].map(stored),
    intents: () => [...intents.values()].map(stored),
  };
};
