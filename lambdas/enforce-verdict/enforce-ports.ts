import type { Rollout } from '#core/action/rollout.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { NamedPrincipals } from '#core/verdict/disposition.ts';
import type { Clock } from '#ports/clock.ts';
import type { GuardEnforcer } from '#ports/guard-enforcer.ts';
import type { IntentLedger } from '#ports/intent-ledger.ts';
import type { MessageBus } from '#ports/message-bus.ts';
import type { PostureReader } from '#ports/posture-reader.ts';
import type { PrincipalLedger } from '#ports/principal-ledger.ts';

/** What enforcing needs from the world. The enforcer is the only thing in the guardian that attaches. */
export interface EnforcePorts {
  readonly hubAccount: AccountId;
  readonly rollout: Rollout;
  readonly principals: NamedPrincipals;
  readonly reader: PostureReader;
  readonly enforcer: GuardEnforcer;
  readonly ledger: PrincipalLedger & IntentLedger;
  readonly bus: MessageBus;
  readonly clock: Clock;
}
