import type { VerdictReached } from '#contracts/verdict-reached.ts';
import { planAttachment } from '#core/action/plan-attachment.ts';
import { delayAfter, isWorthReadingAgain, mayBeLate } from '#core/change/visibility.ts';
import { elapsed } from '#core/kernel/time.ts';
import { endedCredentialsOf } from '#core/ledger/ended-credentials.ts';
import { type Intent, intentId, isAboutName, isFinished } from '#core/ledger/intent.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { judgeDisposition } from '#core/verdict/judge-disposition.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import { type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { attachPolicy } from './attach-policy.ts';
import { concludeIntent, LOOK_AGAIN, repeatConclusion } from './conclude-intent.ts';
import type { EnforcePorts } from './enforce-ports.ts';

/** A verdict about a user who could be read: only such a one is ever acted upon. */
export type IdentifiedVerdict = VerdictReached & {
  readonly identity: NonNullable<VerdictReached['identity']>;
};

const newIntent = (id: string, verdict: IdentifiedVerdict, { clock }: EnforcePorts): Intent => ({
  id,
  principal: verdict.principal,
  userId: verdict.identity.userId,
  verdictVersion: verdict.verdictVersion,
  openedAt: clock.now(),
  attempts: [],
  outcome: { kind: 'open' },
  announced: false,
});

const judgeAnew = (
  snapshot: PostureSnapshot,
  record: PrincipalRecord | undefined,
  { principals, rollout }: EnforcePorts,
): MfaVerdict => ({
  finding: judgePosture(snapshot, endedCredentialsOf(record, snapshot), snapshot.readBegan, rollout),
  disposition: judgeDisposition(snapshot, record, principals),
});

/** The policy of the latest attempt, if this read shows it attached: an earlier delivery did that. */
const attachedBefore = ({ attempts }: Intent, snapshot: PostureSnapshot) => {
  const policyArn = attempts.at(-1)?.policyArn;
  const attached = snapshot.kind === 'present' ? snapshot.user.attachedPolicies : undefined;
  return policyArn !== undefined && attached?.kind === 'known' && attached.fact.includes(policyArn)
    ? policyArn
    : undefined;
};

const actOn = async (
  intent: Intent,
  message: InboxMessage,
  ports: EnforcePorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const [snapshot, record] = await Promise.all([
    ports.reader.read(intent.principal),
    ports.ledger.loadPrincipal(intent.principal),
  ]);
  telemetry.count('PrincipalsRead');
  const at = ports.clock.now();
  const policyArn = attachedBefore(intent, snapshot);
  if (policyArn !== undefined) {
    return concludeIntent(intent, { kind: 'attached', at, policyArn }, ports, telemetry);
  }
  const fresh = judgeAnew(snapshot, record, ports);
  const waited = elapsed(message.firstSeenAt, snapshot.readBegan);
  if (isWorthReadingAgain(fresh.finding, waited)) {
    return postponed('a read failed in passing', delayAfter(waited));
  }
  const plan = planAttachment(snapshot, intent.userId, fresh, ports.rollout);
  if (plan.kind === 'attach') {
    return attachPolicy(intent, plan.policyArn, ports, telemetry);
  }
  return mayBeLate(plan.because, waited)
    ? postponed('the read does not show the exposure', delayAfter(waited))
    : concludeIntent(intent, { kind: 'failed', at, because: plan.because }, ports, telemetry);
};

/** More renames than anybody makes under one number of a verdict. */
const MOST_TURNS = 20;

interface FoundIntent {
  readonly id: string;
  readonly known: Intent | undefined;
}

/** The intent of this verdict, or the id that it is to have. */
const findIntent = async (
  { principal, identity, verdictVersion }: IdentifiedVerdict,
  { ledger }: EnforcePorts,
): Promise<FoundIntent> => {
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const id = intentId(identity.userId, verdictVersion, turn);
    const known = await ledger.loadIntent(principal.account, id);
    if (known === undefined || isAboutName(known, principal)) {
      return { id, known };
    }
  }
  throw new Error(`expected at most ${MOST_TURNS} names of one user, received more; see ${identity.userId}`);
};

/** Re-reads and re-judges before it acts: neither a forged verdict nor an old one can make it attach anything. */
export const enforceExposure = async (
  verdict: IdentifiedVerdict,
  message: InboxMessage,
  ports: EnforcePorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const { id, known } = await findIntent(verdict, ports);
  if (known !== undefined && isFinished(known)) {
    return repeatConclusion(known, ports);
  }
  const intent = known ?? newIntent(id, verdict, ports);
  if (known === undefined && (await ports.ledger.openIntent(intent)) === 'conflict') {
    return postponed('another invocation opened this intent', LOOK_AGAIN);
  }
  return actOn(intent, message, ports, telemetry);
};
