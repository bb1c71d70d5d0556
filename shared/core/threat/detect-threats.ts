import type { ReadRecord } from '#core/change/observed-event.ts';
import { identityProviderThreats, rootManagementThreats } from './account-threats.ts';
import { enrolmentThreats } from './device-threats.ts';
import { guardianPartThreats } from './guardian-part-threats.ts';
import { organizationThreats } from './organization-threats.ts';
import { rootCredentialThreats, rootSessionThreats, rootUseThreats } from './root-threats.ts';
import type { Threat } from './threat.ts';
import type { ThreatContext, ThreatRule } from './threat-rule.ts';
import { trailThreats } from './trail-threats.ts';
import { quarantineThreats, sparedNameThreats } from './user-threats.ts';

const RULES: readonly ThreatRule[] = [
  enrolmentThreats,
  sparedNameThreats,
  quarantineThreats,
  rootUseThreats,
  rootCredentialThreats,
  rootSessionThreats,
  rootManagementThreats,
  identityProviderThreats,
  trailThreats,
  organizationThreats,
  guardianPartThreats,
];

/** The threats that a record shows by itself, before anybody is read. */
export const detectThreats = (record: ReadRecord, context: ThreatContext): readonly Threat[] =>
  RULES.flatMap((rule) => rule(record, context));
