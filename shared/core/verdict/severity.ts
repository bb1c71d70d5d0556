import type { AccessLevel } from '#core/catalogue/access-level.ts';
import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import { isEscalation } from '#core/proof/danger.ts';
import type { OpenReach, SessionProof } from '#core/proof/session-proof.ts';
import { SEVERITIES, type Severity } from './severity-level.ts';

const BY_ACCESS_LEVEL: readonly (readonly [AccessLevel, Severity])[] = [
  ['permissions-management', 'critical'],
  ['write', 'high'],
  ['tagging', 'medium'],
  ['read', 'medium'],
  ['list', 'low'],
];

const severityOfReach = ({ witness, byAccessLevel }: OpenReach): Severity => {
  const worst = indexOfAction(witness.action);
  if (worst !== undefined && isEscalation(worst)) {
    return 'critical';
  }
  const level = BY_ACCESS_LEVEL.find(([accessLevel]) => byAccessLevel[accessLevel] > 0);
  // Only actions that no catalogue lists: nobody knows what they do.
  return level?.[1] ?? 'medium';
};

/** How bad what one session reaches is. What only a resource policy could grant is of low severity. */
export const severityOf = (proof: Pick<SessionProof, 'answer'> & { readonly open?: OpenReach }): Severity =>
  proof.open === undefined ? 'low' : severityOfReach(proof.open);

export const worstSeverity = (severities: readonly Severity[]): Severity =>
  SEVERITIES.findLast((severity) => severities.includes(severity)) ?? 'low';
