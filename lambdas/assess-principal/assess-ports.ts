import type { GuardMode } from '#core/action/guard-action.ts';
import type { Partition } from '#core/kernel/aws-identifiers.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import type { NamedPrincipals } from '#core/verdict/disposition.ts';
import type { Clock } from '#ports/clock.ts';
import type { IntentLedger } from '#ports/intent-ledger.ts';
import type { MessageBus } from '#ports/message-bus.ts';
import type { PostureReader } from '#ports/posture-reader.ts';
import type { PrincipalLedger } from '#ports/principal-ledger.ts';

/** What assessing needs from the world. It can read IAM and write nothing there. */
export interface AssessPorts {
  readonly partition: Partition;
  /** Assessing changes nothing in either mode; a verdict is news when acting on it becomes allowed. */
  readonly mode: GuardMode;
  readonly principals: NamedPrincipals;
  /** What counts as enrolment, and not as reach. */
  readonly rules: ProofRules;
  readonly reader: PostureReader;
  readonly ledger: PrincipalLedger & IntentLedger;
  readonly bus: MessageBus;
  readonly clock: Clock;
}
