import { ACCOUNT_EVENTS } from '#core/change/watched-events/account-events.ts';
import { CONTROL_EVENTS } from '#core/change/watched-events/control-events.ts';
import { CREDENTIAL_EVENTS } from '#core/change/watched-events/credential-events.ts';
import { GROUP_EVENTS } from '#core/change/watched-events/group-events.ts';
import { GUARDIAN_PART_EVENTS } from '#core/change/watched-events/guardian-part-events.ts';
import { MANAGED_POLICY_EVENTS } from '#core/change/watched-events/managed-policy-events.ts';
import { MFA_DEVICE_EVENTS } from '#core/change/watched-events/mfa-device-events.ts';
import { ROLE_EVENTS } from '#core/change/watched-events/role-events.ts';
import { ROOT_EVENTS } from '#core/change/watched-events/root-events.ts';
import { SESSION_EVENTS } from '#core/change/watched-events/session-events.ts';
import { SIGN_IN_EVENTS } from '#core/change/watched-events/sign-in-events.ts';
import { USER_EVENTS } from '#core/change/watched-events/user-events.ts';
import { USER_POLICY_EVENTS } from '#core/change/watched-events/user-policy-events.ts';
import type { WatchedEvent } from './watched-event.ts';

/**
 * Every event that makes the guardian look at somebody or tell people. The parser and the EventBridge rules are
 * both made from this table, so neither can know an event that the other does not. Where two rows take an event,
 * the earlier one says what it means.
 */
export const WATCHED_EVENTS: readonly WatchedEvent[] = [
  ...MFA_DEVICE_EVENTS,
  ...USER_EVENTS,
  ...CREDENTIAL_EVENTS,
  ...USER_POLICY_EVENTS,
  ...GROUP_EVENTS,
  ...MANAGED_POLICY_EVENTS,
  ...ROLE_EVENTS,
  ...ACCOUNT_EVENTS,
  ...SIGN_IN_EVENTS,
  ...SESSION_EVENTS,
  ...CONTROL_EVENTS,
  ...GUARDIAN_PART_EVENTS,
  ...ROOT_EVENTS,
];
