import { theUser } from '#core/change/read-concern.ts';
import { attachedPolicy, boundary, inlinePolicyGone } from '#core/change/read-expectation.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

/** Policies of one user. Whatever takes one away may take the enforcement away, and can't wait. */
export const USER_POLICY_EVENTS: readonly WatchedEvent[] = [
  iamEvent('AttachUserPolicy', 'policy-attached', theUser, { expectation: attachedPolicy(true) }),
  iamEvent('DetachUserPolicy', 'policy-detached', theUser, {
    expectation: attachedPolicy(false),
    urgency: 'urgent',
  }),
  // A new text under an old name looks, by its name, as the old one did: no read can be held against that.
  iamEvent('PutUserPolicy', 'inline-policy-changed', theUser),
  iamEvent('DeleteUserPolicy', 'inline-policy-changed', theUser, {
    expectation: inlinePolicyGone,
    urgency: 'urgent',
  }),
  iamEvent('PutUserPermissionsBoundary', 'boundary-changed', theUser, { expectation: boundary }),
  iamEvent('DeleteUserPermissionsBoundary', 'boundary-changed', theUser, {
    expectation: boundary,
    urgency: 'urgent',
  }),
];
