import type { ChangeKind } from '#core/change/change-kind.ts';
import { type ConcernReader, nobody } from '#core/change/read-concern.ts';
import { passwordSession, theSignedIn, whoSignedIn } from '#core/change/read-sign-in.ts';
import { DETAIL_TYPES, type WatchedEvent } from '#core/change/watched-event.ts';
import { apiCallEvent } from './api-call-event.ts';

const SIGN_IN_RECORDS =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html';

/** Its records of both calls say `readOnly: true`; those that `aws login` leads to are formed alike. */
const OAUTH_RECORDS = 'https://docs.aws.amazon.com/signin/latest/userguide/aws-mcp-server.html';

/**
 * Sessions of roles and of people from an identity provider sign in all day long, and are not IAM users. A
 * `FederatedUser` is a session that an IAM user's key started.
 */
const BY_USER_OR_ROOT = { userIdentity: { type: ['IAMUser', 'FederatedUser', 'Root'] } } as const;

/** Sign-in records come under more than one `detail-type`, and AWS's guides differ about one of them. */
const signInEvent = (
  eventName: string,
  kind: ChangeKind,
  concerns: ConcernReader,
  rest: Partial<WatchedEvent>,
): WatchedEvent => ({
  ...apiCallEvent('signin', eventName, kind, concerns, { documentation: SIGN_IN_RECORDS }),
  detailTypes: [
    DETAIL_TYPES.signIn,
    DETAIL_TYPES.signInAsInGuide,
    DETAIL_TYPES.apiCall,
    DETAIL_TYPES.serviceEvent,
  ],
  narrowing: BY_USER_OR_ROOT,
  response: 'look-at-use',
  ...rest,
});

const rootCredential = (eventName: string): WatchedEvent =>
  signInEvent(eventName, 'root-credentials-changed', nobody, { response: 'tell', urgency: 'urgent' });

/** Signing in to the console, and from there to the command line. */
export const SIGN_IN_EVENTS: readonly WatchedEvent[] = [
  signInEvent('ConsoleLogin', 'signed-in', whoSignedIn, {
    expectation: passwordSession,
    urgency: 'urgent',
  }),
  signInEvent('CheckMfa', 'signed-in', theSignedIn, {}),
  rootCredential('PasswordRecoveryRequested'),
  rootCredential('PasswordRecoveryCompleted'),
  rootCredential('PasswordUpdated'),
  rootCredential('EmailUpdated'),
  signInEvent('GetSigninToken', 'sign-in-token-issued', theSignedIn, {
    // EventBridge takes calls that begin with Get for read-only, but CloudTrail does not mark this one so.
    delivery: 'unknown',
    documentation:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html',
  }),
  signInEvent('AuthorizeOAuth2Access', 'local-session-started', theSignedIn, {
    delivery: 'read-only',
    documentation: OAUTH_RECORDS,
  }),
  signInEvent('CreateOAuth2Token', 'local-session-started', theSignedIn, {
    delivery: 'read-only',
    documentation: OAUTH_RECORDS,
  }),
];
