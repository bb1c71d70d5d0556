import { theUser } from '#core/change/read-concern.ts';
import { attachedPolicy, boundary, inlinePolicy } from '#core/change/read-expectation.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

/** Policies of one user. Whatever takes one away may take the enforcement away, and can't wait. */
export const USER_POLICY_EVENTS: readonly WatchedEvent[] = [
  iamEvent('AttachUserPolicy', 'policy-attached', theUser, { expectation: attachedPolicy(true) }),
  iamEvent('DetachUserPolicy', 'policy-detached', theUser, {
    expectation: attachedPolicy(false),
    urgency: 'urgent',
  }),
  iamEvent('PutUserPolicy', 'inline-policy-changed', theUser, { expectation: inlinePolicy(true) }),
  iamEvent('DeleteUserPolicy', 'inline-policy-changed', theUser, {
    expectation: inlinePolicy(false),
    urgency: 'urgent',
  }),
  iamEvent('PutUserPermissionsBoundary', 'boundary-changed', theUser, { expectation: boundary }),
  iamEvent('DeleteUserPermissionsBoundary', 'boundary-changed', theUser, {
    expectation: boundary,
    urgency: 'urgent',
  }),
];
