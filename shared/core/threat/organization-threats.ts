import * as z from 'zod/mini';
import type { ReadRecord } from '#core/change/observed-event.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { textIn } from './record-text.ts';
import { type ThreatTarget, targetNamed } from './threat.ts';
import { type ThreatContext, type ThreatRule, whenSucceeded } from './threat-rule.ts';

/** What loosens the organization's hold on its accounts; attaching a policy or taking an account in tightens it. */
const WEAKENING: ReadonlyMap<string, Severity> = new Map([
  ['DetachPolicy', 'high'],
  ['UpdatePolicy', 'medium'],
  ['DeletePolicy', 'medium'],
  ['DisablePolicyType', 'high'],
  ['MoveAccount', 'medium'],
  ['LeaveOrganization', 'critical'],
  ['RemoveAccountFromOrganization', 'high'],
  ['CloseAccount', 'high'],
  ['DeregisterDelegatedAdministrator', 'medium'],
  ['AccountDepartedOrganization', 'high'],
]);

/** Policies of these types limit what accounts may do; those of tags, backups and the like do not. */
const LIMITING: readonly string[] = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

const Summarized = z.object({ policy: z.object({ policySummary: z.object({ type: z.string() }) }) });

/** Whether it is known that the policy, or the type of policies, limits nobody. */
const limitsNobody = ({ details }: ReadRecord): boolean => {
  const type =
    textIn(details.requestParameters, 'policyType') ??
    Summarized.safeParse(details.responseElements).data?.policy.policySummary.type;
  return type !== undefined && !LIMITING.includes(type);
};

/** Accounts are made at the root, and get their place from there: that is no move out of anybody's reach. */
const isFirstPlace = ({ details }: ReadRecord): boolean =>
  textIn(details.requestParameters, 'sourceParentId')?.startsWith('r-') ?? false;

/** An account that leaves is named by nothing but the record's own account. */
const accountIn = ({ call, details }: ReadRecord, { account }: ThreatContext): string | undefined =>
  call.eventName === 'LeaveOrganization'
    ? account
    : (textIn(details.requestParameters, 'accountId') ?? textIn(details.serviceEventDetails, 'accountId'));

const targetIn = (record: ReadRecord, context: ThreatContext): ThreatTarget => {
  const account = accountIn(record, context);
  if (account !== undefined) {
    return targetNamed('account', account);
  }
  const { requestParameters } = record.details;
  const parts = [
    textIn(requestParameters, 'policyId', 'policyType'),
    textIn(requestParameters, 'targetId', 'rootId'),
  ].filter((part) => part !== undefined);
  return targetNamed('organization', parts.length === 0 ? undefined : parts.join(' of '));
};

/** An account that was closed, or that a call told of already removed, is no news when it is gone. */
const isTidiedUp = ({ details }: ReadRecord): boolean =>
  ['Cleaned', 'Removed'].includes(textIn(details.serviceEventDetails, 'departedMethod') ?? '');

const severityOf = (record: ReadRecord): Severity | undefined =>
  isTidiedUp(record) ? 'low' : WEAKENING.get(record.call.eventName);

const weakened: ThreatRule = (record, context) => {
  const severity = severityOf(record);
  return severity === undefined || limitsNobody(record) || isFirstPlace(record)
    ? []
    : [{ kind: 'organization-weakened', severity, target: targetIn(record, context) }];
};

/** Whoever tries to take an account out of the organization, and may not, means it all the same. */
const triedToLeave: ThreatRule = (record, context) =>
  record.failure !== undefined && record.call.eventName === 'LeaveOrganization'
    ? [{ kind: 'organization-weakened', severity: 'high', target: targetIn(record, context) }]
    : [];

/** The organization, or its policies, limit an account less than before. */
export const organizationThreats: ThreatRule = (record, context) =>
  record.call.kind === 'organization-changed'
    ? [...whenSucceeded(weakened)(record, context), ...triedToLeave(record, context)]
    : [];
