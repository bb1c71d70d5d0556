import * as z from 'zod/mini';
import type { ReadRecord } from '#core/change/observed-event.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { type ThreatRule, whenSucceeded } from './threat-rule.ts';

const nameIn = (requestParameters: unknown, ...members: readonly string[]): string => {
  const parameters = z.record(z.string(), z.unknown()).safeParse(requestParameters).data ?? {};
  const name = members.map((member) => parameters[member]).find((value) => typeof value === 'string');
  return typeof name === 'string' ? name : 'not recorded';
};

const TRAIL_SEVERITIES: Readonly<Record<string, Severity>> = {
  StopLogging: 'critical',
  DeleteTrail: 'critical',
};

/** A trail records less, or nothing: without one, EventBridge is told of no call. Tried and denied counts too. */
export const trailThreats: ThreatRule = ({ call, details }) =>
  call.kind === 'trail-changed'
    ? [
        {
          kind: 'trail-weakened',
          severity: TRAIL_SEVERITIES[call.eventName] ?? 'medium',
          target: { kind: 'trail', name: nameIn(details.requestParameters, 'name', 'trailName') },
        },
      ]
    : [];

/** What loosens the organization's hold on its accounts; policies may as well be attached as detached. */
const WEAKENING: Readonly<Record<string, Severity>> = {
  DetachPolicy: 'high',
  UpdatePolicy: 'medium',
  DeletePolicy: 'medium',
  DisablePolicyType: 'high',
  LeaveOrganization: 'critical',
  RemoveAccountFromOrganization: 'high',
  DeregisterDelegatedAdministrator: 'medium',
  AccountDepartedOrganization: 'high',
};

const organizationTarget = ({ details }: ReadRecord) => ({
  kind: 'organization' as const,
  name: nameIn(details.requestParameters, 'accountId', 'targetId', 'policyId', 'rootId'),
});

export const organizationThreats: ThreatRule = whenSucceeded((record) => {
  const severity = WEAKENING[record.call.eventName];
  return record.call.kind === 'organization-changed' && severity !== undefined
    ? [{ kind: 'organization-weakened', severity, target: organizationTarget(record) }]
    : [];
});

/** Another way into the account, in which AWS asks nobody for MFA. */
export const identityProviderThreats: ThreatRule = whenSucceeded(({ call, details }) =>
  call.kind === 'identity-provider-changed'
    ? [
        {
          kind: 'identity-provider-changed',
          severity: call.eventName.startsWith('Delete') ? 'low' : 'medium',
          target: {
            kind: 'identity-provider',
            name: nameIn(
              details.requestParameters,
              'name',
              'sAMLProviderArn',
              'samlProviderArn',
              'openIDConnectProviderArn',
              'url',
            ),
          },
        },
      ]
    : [],
);

/** Whether root users of member accounts may have credentials, or be acted for, is decided anew. */
export const rootManagementThreats: ThreatRule = whenSucceeded(({ call }) =>
  call.kind === 'root-management-changed'
    ? [
        {
          kind: 'root-management-changed',
          severity: call.eventName.startsWith('Disable') ? 'medium' : 'low',
          target: { kind: 'organization', name: 'root users of member accounts' },
        },
      ]
    : [],
);
