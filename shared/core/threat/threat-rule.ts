import type { ReadRecord } from '#core/change/observed-event.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { NamedPrincipal } from '#core/verdict/disposition.ts';
import type { Threat } from './threat.ts';

/** What the rules know beside the record. */
export interface ThreatContext {
  /** The account of the event; undefined where a past record does not tell it. */
  readonly account: AccountId | undefined;
  /** Whoever the configuration spares: exempt users and those for the emergency. */
  readonly spared: readonly NamedPrincipal[];
}

/** Finds the threats of one family in a record: of calls that succeeded, and of those that failed. */
export type ThreatRule = (record: ReadRecord, context: ThreatContext) => readonly Threat[];

/** The rule, for calls that changed something. */
export const whenSucceeded =
  (rule: ThreatRule): ThreatRule =>
  (record, context) =>
    record.failure === undefined ? rule(record, context) : [];
