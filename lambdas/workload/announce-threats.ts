import { encodeThreatDetected, THREAT_DETECTED, type ThreateningCall } from '#contracts/threat-detected.ts';
import type { Threat } from '#core/threat/threat.ts';
import type { MessageBus } from '#ports/message-bus.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';

/** Tells the rest of the guardian, and the log. */
export const announceThreats = async (
  shown: ThreateningCall,
  threats: readonly Threat[],
  { bus }: { readonly bus: MessageBus },
  telemetry: Telemetry,
): Promise<void> => {
  const { account, call } = shown;
  for (const threat of threats) {
    await bus.publish(THREAT_DETECTED, encodeThreatDetected(shown, threat));
    telemetry.count('ThreatsDetected');
    telemetry.warn('a threat was detected', { account, call, threat });
  }
};
