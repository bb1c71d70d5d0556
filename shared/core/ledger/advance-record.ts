import type { ObservedCall } from '#core/change/principal-change.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { isBefore } from '#core/kernel/time.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import type { CredentialMemory } from './ended-credentials.ts';
import type { PrincipalRecord } from './principal-record.ts';

/** One finished assessment: what was read, what it means, and what made the guardian look. */
export interface Assessment {
  readonly snapshot: PostureSnapshot;
  readonly verdict: MfaVerdict;
  readonly memory: CredentialMemory;
  readonly cause: ObservedCall;
}

export type Advance =
  | { readonly kind: 'advanced'; readonly record: PrincipalRecord }
  /** A read that began later is recorded already; this one has nothing to add. */
  | { readonly kind: 'superseded' }
  /** Two reads began in the same millisecond: neither can claim to be the later one, so read again. */
  | { readonly kind: 'simultaneous' };

/**
 * A verdict is news when it differs, or when it was acted upon in the meantime and a later read finds the same
 * again: the enforcement policy was attached and is gone once more, or could not be attached and may be now.
 */
const isNews = (previous: PrincipalRecord | undefined, { snapshot, verdict }: Assessment): boolean =>
  previous === undefined ||
  canonicalJson(previous.verdict) !== canonicalJson(verdict) ||
  identityChanged(previous, snapshot) ||
  (previous.actedUpon !== undefined && isBefore(previous.actedUpon.at, snapshot.readBegan));

const identityChanged = (previous: PrincipalRecord, snapshot: PostureSnapshot): boolean =>
  snapshot.kind === 'present' &&
  previous.identity !== undefined &&
  previous.identity.userId !== snapshot.user.userId;

const identityOf = (
  previous: PrincipalRecord | undefined,
  snapshot: PostureSnapshot,
): PrincipalRecord['identity'] => {
  switch (snapshot.kind) {
    case 'present':
      return { userId: snapshot.user.userId, arn: snapshot.user.arn };
    case 'absent':
      return undefined;
    case 'unreadable':
      return previous?.identity;
  }
};

type VersionedPart = Pick<PrincipalRecord, 'version' | 'previousFinding' | 'cause' | 'actedUpon'>;

const versionedPart = (previous: PrincipalRecord | undefined, assessment: Assessment): VersionedPart =>
  previous === undefined || isNews(previous, assessment)
    ? {
        version: (previous?.version ?? 0) + 1,
        previousFinding: previous?.verdict.finding.kind,
        cause: assessment.cause,
        actedUpon: undefined,
      }
    : {
        version: previous.version,
        previousFinding: previous.previousFinding,
        cause: previous.cause,
        actedUpon: previous.actedUpon,
      };

/** What the ledger should say after this assessment; a read that began earlier never replaces a later one. */
export const advanceRecord = (previous: PrincipalRecord | undefined, assessment: Assessment): Advance => {
  const { snapshot, verdict, memory } = assessment;
  if (previous !== undefined && !isBefore(previous.readBegan, snapshot.readBegan)) {
    return { kind: isBefore(snapshot.readBegan, previous.readBegan) ? 'superseded' : 'simultaneous' };
  }
  return {
    kind: 'advanced',
    record: {
      principal: snapshot.principal,
      identity: identityOf(previous, snapshot),
      verdict,
      ...versionedPart(previous, assessment),
      readBegan: snapshot.readBegan,
      announcedVersion: previous?.announcedVersion ?? 0,
      activeKeys: memory.activeKeys,
      ended: memory.ended,
      revision: (previous?.revision ?? 0) + 1,
    },
  };
};
