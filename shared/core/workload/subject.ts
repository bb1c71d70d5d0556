import type { CollectiveConcern } from '#core/change/concern.ts';
import type { AccountId, Partition } from '#core/kernel/aws-identifiers.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

/** Many users at once, of one account: who they are has to be asked first. */
export interface Collective {
  readonly partition: Partition;
  readonly account: AccountId;
  readonly concern: CollectiveConcern;
}

/** Whom changes are pending about. */
export type Subject = PrincipalName | Collective;

export const isCollective = (subject: Subject): subject is Collective => 'concern' in subject;
