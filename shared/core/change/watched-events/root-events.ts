import { theRoot } from '#core/change/read-concern.ts';
import { unstated } from '#core/change/read-expectation.ts';
import { DETAIL_TYPES, type WatchedEvent } from '#core/change/watched-event.ts';

/** Whatever the root user of an account calls, and no row before this one is about. */
export const ROOT_EVENTS: readonly WatchedEvent[] = [
  {
    source: undefined,
    detailTypes: [DETAIL_TYPES.apiCall],
    eventSource: undefined,
    eventName: undefined,
    // A service that acts for the root user is named as the one who invoked the call.
    narrowing: {
      userIdentity: { type: ['Root'], invokedBy: [{ exists: false }] },
      eventType: [{ 'anything-but': ['AwsServiceEvent'] }],
    },
    kind: 'root-used',
    concerns: theRoot,
    expectation: unstated,
    response: 'tell',
    urgency: 'urgent',
    delivery: 'yes',
    documentation:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html',
  },
];
