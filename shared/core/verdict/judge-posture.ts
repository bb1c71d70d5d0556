import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import { type EndedCredential, mayHaveLiveSessions } from '#core/posture/ended-credential.ts';
import type { Gap } from '#core/posture/observed.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { proveReach, type SessionReach } from '#core/proof/prove-reach.ts';
import { SESSION_KINDS, type SessionKind } from '#core/proof/session-kind.ts';
import type { Enrolment, Finding, OpenSession } from './mfa-verdict.ts';
import { hasAnyWayIn, isPossible, type WaysIn, waysIn } from './possible-sessions.ts';
import { gapsOf, type Trilean } from './trilean.ts';

interface JudgedSession {
  readonly session: SessionKind;
  readonly possible: Trilean;
  readonly reach: SessionReach;
}

const undetermined = (gaps: readonly Gap[]): Finding => {
  const distinct = new Map(gaps.map((gap) => [canonicalJson(gap), gap]));
  return {
    kind: 'undetermined',
    gaps: [...distinct.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, gap]) => gap),
  };
};

const openSessions = (judged: readonly JudgedSession[]): readonly OpenSession[] =>
  judged.flatMap(({ session, possible, reach }) =>
    possible.kind === 'yes' && reach.kind === 'open' ? [{ session, because: reach.because }] : [],
  );

/** What has to be read before nobody can say "this kind of session might be open". */
const gapsThatMatter = (judged: readonly JudgedSession[]): readonly Gap[] =>
  judged.flatMap(({ possible, reach }) => {
    if (possible.kind === 'no' || reach.kind === 'enforced') {
      return [];
    }
    return [
      ...(possible.kind === 'unsure' ? possible.gaps : []),
      ...(reach.kind === 'undetermined' ? [reach.gap] : []),
    ];
  });

const certain = (answer: Trilean): boolean | 'unknown' =>
  answer.kind === 'unsure' ? 'unknown' : answer.kind === 'yes';

/** How the first device can be enrolled, by what can be started now. */
const enrolmentBy = (judged: readonly JudgedSession[], ways: WaysIn): Enrolment => {
  const enrols = (kind: SessionKind): boolean =>
    judged.some(
      ({ session, possible, reach }) =>
        session === kind && possible.kind === 'yes' && reach.kind === 'enforced' && reach.enrols,
    );
  if (enrols('access-key')) {
    return 'with-key';
  }
  if (enrols('console-without-mfa')) {
    return 'from-console';
  }
  return ways.activeKey.kind === 'yes' ? 'impossible' : 'no-credential';
};

/** Nothing is open: which of the quiet findings is it? */
const judgeClosed = (ways: WaysIn, judged: readonly JudgedSession[]): Finding => {
  const anyWayIn = hasAnyWayIn(ways);
  if (anyWayIn.kind === 'no') {
    return { kind: 'no-access' };
  }
  const gaps = gapsOf([anyWayIn, ways.device]);
  if (gaps.length > 0) {
    return undetermined(gaps);
  }
  if (ways.device.kind === 'yes') {
    return { kind: 'protected', lasting: judged.every(({ reach }) => reach.kind === 'enforced') };
  }
  if (ways.activeKey.kind === 'unsure') {
    return undetermined(ways.activeKey.gaps);
  }
  const enrolment = enrolmentBy(judged, ways);
  // Whether anything but a key can enrol hangs on the password.
  return ways.password.kind === 'unsure' && enrolment !== 'with-key'
    ? undetermined(ways.password.gaps)
    : { kind: 'awaiting-enrolment', enrolment };
};

/**
 * What this principal can still do without MFA, by the facts as read. `ended` are its credentials that ended, as
 * far as they are known. Total: every snapshot gets a finding, and an unread fact that matters makes it
 * `undetermined`.
 */
export const judgePosture = (
  snapshot: PostureSnapshot,
  ended: readonly EndedCredential[],
  now: EpochMs,
): Finding => {
  if (snapshot.kind === 'absent') {
    return { kind: 'no-access' };
  }
  if (snapshot.kind === 'unreadable') {
    return undetermined([{ fact: 'user', because: snapshot.because }]);
  }
  const { principal, user } = snapshot;
  const ways = waysIn(
    user,
    ended.some((credential) => mayHaveLiveSessions(credential, now)),
  );
  const judged = SESSION_KINDS.map((session) => ({
    session,
    possible: isPossible(session, ways),
    reach: proveReach(principal, user, session),
  }));
  const open = openSessions(judged);
  if (open.length > 0) {
    return { kind: 'exposed', open, hasDevice: certain(ways.device) };
  }
  const gaps = gapsThatMatter(judged);
  return gaps.length > 0 ? undetermined(gaps) : judgeClosed(ways, judged);
};
