import { stoppedBystanders } from '#core/bystander/stopped-bystanders.ts';
import type { CredentialServices } from '#core/proof/credential-services.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { type EnrolledDevice, proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type ProvableSession, SESSION_KINDS, type SessionKind } from '#core/proof/session-kind.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import { reauthentications } from '#core/reauthentication/reauthentications.ts';
import { withGuardiansGrants } from '#core/repair/guardians-grants.ts';
import { proposeRepair } from '#core/repair/propose-repair.ts';
import type { Repair } from '#core/repair/repair.ts';
import { enrolmentOfOthers } from './enrolment-of-others.ts';
import { explainPlaces, explainSessions, policyLabel, statementOf } from './explain-sessions.ts';
import type {
  ExplainedAge,
  ExplainedBystander,
  ExplainedEnrolment,
  ExplainedRepair,
  ExplainedSession,
  UserJudgement,
} from './explanation.ts';
import { proposePolicy } from './propose-policy.ts';

/** What is asked about one user. */
export interface UserQuestion {
  readonly principal: ProvedPrincipal;
  readonly rules: ProofRules;
  /** What the user's service credentials work with; if not said, whatever gives out such credentials. */
  readonly services?: CredentialServices;
  /** The line at which a statement begins, where it was read from a file. */
  readonly lineOf: (place: StatementPlace) => number | undefined;
  /** Whether to look for a repair, which takes longer than everything else. */
  readonly seeksRepair: boolean;
}

/** In the order in which they are told of. */
const EXPLAINED_SESSIONS: readonly ProvableSession[] = [...SESSION_KINDS, 'mfa'];

const describeRepair = ({ changes, text, sessions, ...place }: Repair): ExplainedRepair => ({
  kind: 'repaired',
  policy: policyLabel(place),
  changes,
  document: text,
  sessions: explainSessions(sessions),
});

const explainRepair = ({
  principal,
  rules: counted,
  services,
  seeksRepair,
}: UserQuestion): ExplainedRepair => {
  if (!seeksRepair) {
    return { kind: 'not-sought' };
  }
  const rules = { ...counted, ...(services && { services }) };
  const outcome = proposeRepair(principal, rules);
  if (outcome.kind === 'repaired') {
    return describeRepair(outcome.repair);
  }
  const added = outcome.kind === 'none-found' ? proposePolicy(principal, rules) : undefined;
  return added === undefined ? outcome : describeRepair(added);
};

/** The usual ways to a first device; a passkey takes a browser. */
const WAYS_TO_ENROL: readonly (readonly [SessionKind, EnrolledDevice])[] = [
  ['access-key', 'virtual'],
  ['console-without-mfa', 'virtual'],
  ['console-without-mfa', 'passkey'],
];

const explainEnrolment = (principal: ProvedPrincipal): readonly ExplainedEnrolment[] =>
  WAYS_TO_ENROL.map(([kind, device]) => {
    const proof = proveEnrolment(principal, kind, device);
    if (proof.answer !== 'impossible') {
      return { kind, device, answer: proof.answer, missing: [], lacksGrantsOnly: false };
    }
    const granted = proveEnrolment(withGuardiansGrants(principal), kind, device);
    return { kind, device, ...proof, lacksGrantsOnly: granted.answer === 'possible' };
  });

/** With what is left, where nearly everything is denied. */
const withNotDenied = (
  session: ExplainedSession,
  { principal, rules, services }: UserQuestion,
): ExplainedSession => {
  const { kind, answer } = session;
  if (kind === 'mfa' || answer !== 'no-grant') {
    return session;
  }
  const notDenied = enrolmentOfOthers({ principal, session: kind, rules, ...(services && { services }) });
  return notDenied === undefined ? session : { ...session, notDenied };
};

/** Proves every kind of session, and says what comes of it, whom it stops besides, and what would mend it. */
export const judgeUser = (question: UserQuestion): UserJudgement => {
  const { principal, rules, services, lineOf } = question;
  const proofs = EXPLAINED_SESSIONS.map((session) => proveSession(principal, session, rules, services));
  const ages = reauthentications(principal);
  const bystanders = stoppedBystanders(principal);
  const named = [...ages.map(({ place }) => place), ...bystanders.map(({ stoppedBy }) => stoppedBy)];
  return {
    sessions: explainSessions(proofs).map((session) => withNotDenied(session, question)),
    enrolment: explainEnrolment(principal),
    reauthentication: ages.map(
      ({ place, maximumAgeSeconds, text }): ExplainedAge => ({
        ...statementOf(place),
        maximumAgeSeconds: maximumAgeSeconds ?? null,
        text,
      }),
    ),
    bystanders: bystanders.map(
      ({ kind, stoppedBy, text }): ExplainedBystander => ({ kind, ...statementOf(stoppedBy), text }),
    ),
    repair: explainRepair(question),
    places: explainPlaces(proofs, named, lineOf),
  };
};
