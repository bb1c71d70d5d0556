import type { ChangeKind } from '#core/change/change-kind.ts';
import { type ConcernReader, nobody, theNamedAccount } from '#core/change/read-concern.ts';
import { DETAIL_TYPES, type WatchedEvent } from '#core/change/watched-event.ts';
import { apiCallEvent } from './api-call-event.ts';

const told = (service: string, kind: ChangeKind, eventName: string, documentation: string): WatchedEvent =>
  apiCallEvent(service, eventName, kind, nobody, { response: 'tell', urgency: 'urgent', documentation });

const trail = (eventName: string): WatchedEvent =>
  told(
    'cloudtrail',
    'trail-changed',
    eventName,
    `https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_${eventName}.html`,
  );

/** What the organization's policies say is declared, not read: no verdict about anybody hangs on these calls. */
const organization = (eventName: string, concerns: ConcernReader = theNamedAccount): WatchedEvent =>
  apiCallEvent('organizations', eventName, 'organization-changed', concerns, {
    response: 'tell',
    documentation: `https://docs.aws.amazon.com/organizations/latest/APIReference/API_${eventName}.html`,
  });

/** What AWS Organizations does of itself, told of in the management account. */
const membership = (eventName: string): WatchedEvent => ({
  ...organization(eventName),
  detailTypes: [DETAIL_TYPES.serviceEvent],
  documentation:
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html',
});

/** What blinds the guardian or takes an account out of its reach: trails, and the organization itself. */
export const CONTROL_EVENTS: readonly WatchedEvent[] = [
  trail('StopLogging'),
  trail('DeleteTrail'),
  trail('UpdateTrail'),
  trail('PutEventSelectors'),
  organization('AttachPolicy'),
  organization('DetachPolicy'),
  organization('UpdatePolicy', nobody),
  organization('DeletePolicy', nobody),
  organization('EnablePolicyType', nobody),
  organization('DisablePolicyType', nobody),
  organization('MoveAccount'),
  organization('CloseAccount', nobody),
  organization('LeaveOrganization', nobody),
  organization('RemoveAccountFromOrganization', nobody),
  organization('DeregisterDelegatedAdministrator', nobody),
  membership('CreateAccountResult'),
  membership('AccountJoinedOrganization'),
  { ...membership('AccountDepartedOrganization'), concerns: nobody },
];
