import { theRenamedUser, theUser } from '#core/change/read-concern.ts';
import { newUser, renamedUser, userGone } from '#core/change/read-expectation.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

/** Users themselves. Their tags count: policies may ask for them. */
export const USER_EVENTS: readonly WatchedEvent[] = [
  iamEvent('CreateUser', 'user-created', theUser, { expectation: newUser }),
  iamEvent('DeleteUser', 'user-deleted', theUser, { expectation: userGone }),
  iamEvent('UpdateUser', 'user-renamed', theRenamedUser, { expectation: renamedUser }),
  iamEvent('TagUser', 'user-tagged', theUser),
  iamEvent('UntagUser', 'user-tagged', theUser),
];
