import type { AccessLevel } from '#core/catalogue/access-level.ts';
import { ESCALATIONS } from '#core/proof/escalations.ts';
import type { OpenReach, SessionProof } from '#core/proof/session-proof.ts';
import { SEVERITIES, type Severity } from './severity-level.ts';

const BY_ACCESS_LEVEL: readonly (readonly [AccessLevel, Severity])[] = [
  ['permissions-management', 'critical'],
  ['write', 'high'],
  ['tagging', 'medium'],
  ['read', 'medium'],
  ['list', 'low'],
];

export const worstSeverity = (severities: readonly Severity[]): Severity =>
  SEVERITIES.findLast((severity) => severities.includes(severity)) ?? 'low';

/** Nobody knows what actions do that no catalogue lists. */
const UNLISTED: Severity = 'medium';

const severityOfReach = ({ witness, byAccessLevel, unlistedActions }: OpenReach): Severity => {
  if (ESCALATIONS.includes(witness.action)) {
    return 'critical';
  }
  const listed = BY_ACCESS_LEVEL.filter(([level]) => byAccessLevel[level] > 0).map(
    ([, severity]) => severity,
  );
  return worstSeverity([...listed, ...(unlistedActions ? [UNLISTED] : [])]);
};

/** How bad what one session reaches is. What only a resource policy could grant is of low severity. */
export const severityOf = (proof: Pick<SessionProof, 'answer'> & { readonly open?: OpenReach }): Severity =>
  proof.open === undefined ? 'low' : severityOfReach(proof.open);
