import type { Actor } from '#core/change/actor.ts';
import type { ReadRecord } from '#core/change/observed-event.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { textIn } from './record-text.ts';
import { targetNamed } from './threat.ts';
import { type ThreatRule, whenSucceeded } from './threat-rule.ts';

/** Only AWS itself acts as these: Identity Center, for one, makes its provider in every account it is to enter. */
const isAwsItself = (actor: Actor): boolean =>
  actor.kind === 'aws-service' ||
  (actor.kind === 'role-session' && /:role\/aws-service-role\//.test(actor.roleArn));

const severityOfProvider = ({ call }: ReadRecord): Severity =>
  call.eventName.startsWith('Delete') || isAwsItself(call.actor) ? 'low' : 'medium';

/** Another way into the account, in which AWS asks nobody for MFA. */
export const identityProviderThreats: ThreatRule = whenSucceeded((record) => {
  const { call, details } = record;
  const name = textIn(
    details.requestParameters,
    'name',
    'sAMLProviderArn',
    'samlProviderArn',
    'openIDConnectProviderArn',
    'url',
  );
  return call.kind === 'identity-provider-changed'
    ? [
        {
          kind: 'identity-provider-changed',
          severity: severityOfProvider(record),
          target: targetNamed('identity-provider', name),
        },
      ]
    : [];
});

/** The one switch that takes something from the root users of member accounts, and gives nobody anything. */
const HARDENING = 'EnableOrganizationsRootCredentialsManagement';

/** Whether root users of member accounts may have credentials, or be acted for, is decided anew. */
export const rootManagementThreats: ThreatRule = whenSucceeded(({ call }) =>
  call.kind === 'root-management-changed'
    ? [
        {
          kind: 'root-management-changed',
          severity: call.eventName === HARDENING ? 'low' : 'medium',
          target: targetNamed('organization', 'root users of member accounts'),
        },
      ]
    : [],
);
