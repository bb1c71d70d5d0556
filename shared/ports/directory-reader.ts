import type { CollectiveConcern } from '#core/change/concern.ts';
import type { AccountId, Partition, UserName } from '#core/kernel/aws-identifiers.ts';
import type { ReadFailure } from '#core/posture/observed.ts';

/** Where to ask, and from where to go on. */
export interface DirectoryQuery {
  readonly partition: Partition;
  readonly account: AccountId;
  readonly concern: CollectiveConcern;
  readonly marker?: string | undefined;
}

/** Some of those whom a collective concern is about. */
export type DirectoryPage =
  | {
      readonly kind: 'page';
      readonly users: readonly UserName[];
      /** Groups that are concerned, so that their members are. */
      readonly groups: readonly string[];
      /** Where the next page begins; undefined after the last. */
      readonly next: string | undefined;
    }
  /** There is no such group, policy or role: nobody is concerned any more. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly because: ReadFailure };

/** Finds out who is in a group, has a policy, is trusted by a role, or lives in an account. */
export interface DirectoryReader {
  /** One page. Never throws for what AWS answers. */
  readPage(query: DirectoryQuery): Promise<DirectoryPage>;
}
