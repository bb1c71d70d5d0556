import { theGroup, theUser } from '#core/change/read-concern.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

/** Groups: who is in them concerns one user, what they grant or deny concerns every member. */
export const GROUP_EVENTS: readonly WatchedEvent[] = [
  iamEvent('AddUserToGroup', 'group-membership-changed', theUser),
  iamEvent('RemoveUserFromGroup', 'group-membership-changed', theUser, { urgency: 'urgent' }),
  iamEvent('CreateGroup', 'group-changed', theGroup),
  iamEvent('UpdateGroup', 'group-changed', theGroup),
  iamEvent('DeleteGroup', 'group-changed', theGroup),
  iamEvent('AttachGroupPolicy', 'group-policy-changed', theGroup),
  iamEvent('DetachGroupPolicy', 'group-policy-changed', theGroup, { urgency: 'urgent' }),
  iamEvent('PutGroupPolicy', 'group-policy-changed', theGroup),
  iamEvent('DeleteGroupPolicy', 'group-policy-changed', theGroup, { urgency: 'urgent' }),
];
