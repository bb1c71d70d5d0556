import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import {
  type EndedCredential,
  isPasswordSignIn,
  mayHaveLiveSessions,
} from '#core/posture/ended-credential.ts';
import type { Gap } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import { type ProvedPrincipal, provedPrincipal } from '#core/proof/proved-principal.ts';
import { SESSION_KINDS, type SessionKind } from '#core/proof/session-kind.ts';
import type { SessionProof } from '#core/proof/session-proof.ts';
import { holdsAltered } from './holds-altered.ts';
import { judgeEnrolment } from './judge-enrolment.ts';
import type { Finding, OpenSession } from './mfa-verdict.ts';
import { openSession } from './open-session.ts';
import { hasAnyWayIn, isPossible, type WaysIn, waysIn } from './possible-sessions.ts';
import { severityOf, worstSeverity } from './severity.ts';
import { gapsOf, type Trilean } from './trilean.ts';
import { unreadCredentials, userCredentialServices } from './user-credential-services.ts';

interface JudgedSession {
  readonly session: SessionKind;
  readonly possible: Trilean;
  readonly proof: SessionProof;
}

/** Who is judged, by which rules. */
interface Judged {
  readonly principal: ProvedPrincipal;
  readonly ways: WaysIn;
  readonly sessions: readonly JudgedSession[];
  readonly rules: ProofRules;
}

const undetermined = (gaps: readonly Gap[]): Finding => {
  const distinct = new Map(gaps.map((gap) => [canonicalJson(gap), gap]));
  return {
    kind: 'undetermined',
    gaps: [...distinct.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, gap]) => gap),
  };
};

const judgeSessions = (
  user: UserPosture,
  principal: ProvedPrincipal,
  ways: WaysIn,
  rules: ProofRules,
): readonly JudgedSession[] => {
  const services = userCredentialServices(user);
  const known = SESSION_KINDS.map((session) => ({
    session,
    possible: isPossible(session, ways),
    proof: proveSession(principal, session, rules, services),
  }));
  const unread = unreadCredentials(user).map(({ gap, services: among }): JudgedSession => {
    const proof = proveSession(principal, 'service-credential', rules, among);
    return { session: 'service-credential', possible: { kind: 'unsure', gaps: [gap] }, proof };
  });
  return [...known, ...unread];
};

const openSessions = (sessions: readonly JudgedSession[]): readonly OpenSession[] =>
  sessions.flatMap(({ session, possible, proof }) =>
    possible.kind === 'yes' ? openSession(session, proof) : [],
  );

/** What has to be read before nobody can say "this kind of session might be open". */
const gapsThatMatter = (sessions: readonly JudgedSession[]): readonly Gap[] =>
  sessions.flatMap(({ possible, proof }) => {
    if (possible.kind === 'no' || proof.answer === 'enforced') {
      return [];
    }
    return [
      ...(possible.kind === 'unsure' ? possible.gaps : []),
      ...(proof.answer === 'undetermined' ? proof.gaps : []),
    ];
  });

const certain = (answer: Trilean): boolean | 'unknown' =>
  answer.kind === 'unsure' ? 'unknown' : answer.kind === 'yes';

/** Nothing is open: which of the quiet findings is it? */
const judgeClosed = ({ principal, ways, sessions, rules }: Judged): Finding => {
  const anyWayIn = hasAnyWayIn(ways);
  if (anyWayIn.kind === 'no') {
    return { kind: 'no-access' };
  }
  const gaps = gapsOf([anyWayIn, ways.device]);
  if (gaps.length > 0) {
    return undetermined(gaps);
  }
  if (ways.device.kind === 'yes') {
    return { kind: 'protected', lasting: sessions.every(({ proof }) => proof.answer === 'enforced') };
  }
  const enrolment = judgeEnrolment(principal, ways, rules);
  return enrolment.kind === 'unsure' ? undetermined(enrolment.gaps) : enrolment;
};

/**
 * What this principal can still do without MFA, by the facts as read. `ended` are its credentials that ended, and its
 * sign-ins without MFA, as far as they are known. Total: every snapshot gets a finding, and an unread fact that matters makes it
 * `undetermined`.
 */
export const judgePosture = (
  snapshot: PostureSnapshot,
  ended: readonly EndedCredential[],
  now: EpochMs,
  rules: ProofRules,
): Finding => {
  if (snapshot.kind === 'absent') {
    return { kind: 'no-access' };
  }
  if (snapshot.kind === 'unreadable') {
    return undetermined([{ fact: 'user', because: snapshot.because }]);
  }
  const { user } = snapshot;
  const principal = provedPrincipal(snapshot.principal, user);
  const living = ended.filter((credential) => mayHaveLiveSessions(credential, now));
  const ways = waysIn(
    user,
    living.some((credential) => !isPasswordSignIn(credential)),
    living.some(isPasswordSignIn),
  );
  const sessions = judgeSessions(user, principal, ways, rules);
  const open = openSessions(sessions);
  if (open.length > 0) {
    const severity = worstSeverity(open.map(severityOf));
    return {
      kind: 'exposed',
      severity,
      open,
      hasDevice: certain(ways.device),
      hasPassword: certain(ways.password),
      ...(holdsAltered(snapshot, rules) && { heldEnforcement: 'altered' }),
    };
  }
  const gaps = gapsThatMatter(sessions);
  return gaps.length > 0 ? undetermined(gaps) : judgeClosed({ principal, ways, sessions, rules });
};
