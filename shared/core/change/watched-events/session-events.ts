import type { DetailPattern } from '#core/change/event-pattern.ts';
import { nobody, theCaller } from '#core/change/read-concern.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { apiCallEvent } from './api-call-event.ts';

const callOf = (eventName: string): string =>
  `https://docs.aws.amazon.com/STS/latest/APIReference/API_${eventName}.html`;

const BY_USER = { userIdentity: { type: ['IAMUser'] } } satisfies DetailPattern;

/** Assuming a role is the most frequent call of all: only what shows a device is delivered. */
const BY_USER_WITH_DEVICE = {
  ...BY_USER,
  requestParameters: { serialNumber: [{ exists: true }] },
} satisfies DetailPattern;

const BY_USER_WITHOUT_DEVICE = {
  ...BY_USER,
  requestParameters: { serialNumber: [{ exists: false }] },
} satisfies DetailPattern;

/** Sessions that users and administrators start; recorded in the Region of the endpoint that was called. */
export const SESSION_EVENTS: readonly WatchedEvent[] = [
  apiCallEvent('sts', 'GetFederationToken', 'session-started', theCaller, {
    narrowing: BY_USER,
    response: 'look-at-use',
    delivery: 'unknown',
    documentation: callOf('GetFederationToken'),
  }),
  apiCallEvent('sts', 'GetSessionToken', 'session-started', theCaller, {
    narrowing: BY_USER_WITHOUT_DEVICE,
    response: 'look-at-use',
    delivery: 'unknown',
    documentation: callOf('GetSessionToken'),
  }),
  apiCallEvent('sts', 'AssumeRole', 'role-assumed-with-device', theCaller, {
    narrowing: BY_USER_WITH_DEVICE,
    response: 'look-at-use',
    // CloudTrail says `readOnly: true` of it, and EventBridge's guide takes it for its example of such a rule:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
    delivery: 'read-only',
    documentation: callOf('AssumeRole'),
  }),
  apiCallEvent('sts', 'AssumeRoot', 'root-session-started', nobody, {
    response: 'tell',
    urgency: 'urgent',
    documentation: callOf('AssumeRoot'),
  }),
];
