import { decodeVerdictReached, type VerdictReached } from '#contracts/verdict-reached.ts';
import type { MessageStep } from '../message-batch/handle-message.ts';
import { done, malformed } from '../message-batch/message-outcome.ts';
import { enforceExposure, type IdentifiedVerdict } from './enforce-exposure.ts';
import type { EnforcePorts } from './enforce-ports.ts';

const isIdentified = (verdict: VerdictReached): verdict is IdentifiedVerdict => verdict.identity !== null;

/** Verdict → action: decode, and act on an exposure where the rollout allows it. */
export const enforceVerdict =
  (ports: EnforcePorts): MessageStep =>
  async (event, message, telemetry) => {
    const decoded = decodeVerdictReached(event, ports.hubAccount);
    if (!decoded.ok) {
      return malformed(decoded.problem);
    }
    const verdict = decoded.value;
    const { principal, finding, disposition } = verdict;
    if (ports.rollout.mode === 'observe') {
      return done('observe mode: nothing is changed', { principal, finding });
    }
    if (finding.kind !== 'exposed' || disposition.kind !== 'none' || !isIdentified(verdict)) {
      return done('nothing to act upon', { principal, finding, disposition });
    }
    return enforceExposure(verdict, message, ports, telemetry);
  };
