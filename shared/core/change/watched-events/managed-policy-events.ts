import { thePolicy } from '#core/change/read-concern.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

/** Managed policies: a new default version changes everybody who holds the policy, without touching any of them. */
export const MANAGED_POLICY_EVENTS: readonly WatchedEvent[] = [
  iamEvent('CreatePolicy', 'managed-policy-changed', thePolicy),
  iamEvent('DeletePolicy', 'managed-policy-changed', thePolicy),
  iamEvent('CreatePolicyVersion', 'managed-policy-changed', thePolicy, { urgency: 'urgent' }),
  iamEvent('SetDefaultPolicyVersion', 'managed-policy-changed', thePolicy, { urgency: 'urgent' }),
  iamEvent('DeletePolicyVersion', 'managed-policy-changed', thePolicy),
];
