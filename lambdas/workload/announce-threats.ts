import { encodeThreatDetected, THREAT_DETECTED } from '#contracts/threat-detected.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Threat } from '#core/threat/threat.ts';
import type { MessageBus } from '#ports/message-bus.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';

/** The call that shows a threat. */
export interface ThreateningCall {
  readonly account: AccountId;
  readonly call: ObservedCall;
  readonly failure: string | undefined;
}

/** Tells the rest of the guardian, and the log. */
export const announceThreats = async (
  { account, call, failure }: ThreateningCall,
  threats: readonly Threat[],
  { bus }: { readonly bus: MessageBus },
  telemetry: Telemetry,
): Promise<void> => {
  for (const threat of threats) {
    await bus.publish(THREAT_DETECTED, encodeThreatDetected({ account, call, threat, errorCode: failure }));
    telemetry.count('ThreatsDetected');
    telemetry.warn('a threat was detected', { account, call, threat });
  }
};
