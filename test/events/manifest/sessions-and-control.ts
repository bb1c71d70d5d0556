import {
  ANA,
  type ConcernClaim,
  callsOf,
  exampleOn,
  NOBODY,
  type Remarks,
  URGENT,
  type WatchedCall,
} from './watched-call.ts';

const SIGN_IN_RECORDS =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html';
const OAUTH_RECORDS = exampleOn('https://docs.aws.amazon.com/signin/latest/userguide/aws-mcp-server.html');
const STS_RECORDS = exampleOn('https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html');
const ROOT_SESSION_RECORDS = exampleOn(
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html',
);
const TRAIL_RECORDS = exampleOn(
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html',
);
const ORGANIZATION_RECORDS =
  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html';

const EXAMPLE: Remarks = { modelledOn: 'example' };
/** Nowhere documented but by name; formed like the root user's documented change of password. */
const KINDRED: Remarks = { modelledOn: 'kindred example' };
/** CloudTrail calls it read-only, and so EventBridge keeps it from rules in the ordinary state. */
const READ_ONLY: Remarks = { delivered: 'read-only' };
/** An older guide of AWS has them delivered to every rule in spite of their name, a newer one doesn't mention them. */
const UNKNOWN: Remarks = { delivered: 'unknown' };

const signIn = callsOf('signin', () => SIGN_IN_RECORDS);
const sts = callsOf(
  'sts',
  (eventName) => `https://docs.aws.amazon.com/STS/latest/APIReference/API_${eventName}.html`,
);
const trail = callsOf(
  'cloudtrail',
  (eventName) => `https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_${eventName}.html`,
);
const organization = callsOf(
  'organizations',
  (eventName) => `https://docs.aws.amazon.com/organizations/latest/APIReference/API_${eventName}.html`,
);
const membership = callsOf('organizations', () => ORGANIZATION_RECORDS);

const MEMBER: readonly ConcernClaim[] = [{ kind: 'account', account: '333333333333' }];

/** Sign-ins, sessions, trails and the organization. */
export const SESSIONS_AND_CONTROL: readonly WatchedCall[] = [
  signIn('ConsoleLogin', 'sign-in/console-login', ANA, EXAMPLE, URGENT),
  signIn('CheckMfa', 'sign-in/check-mfa', ANA, EXAMPLE),
  // The root user's password and address say nothing of its devices.
  signIn('PasswordRecoveryRequested', 'sign-in/password-recovery-requested', NOBODY, KINDRED, URGENT),
  signIn('PasswordRecoveryCompleted', 'sign-in/password-recovery-completed', NOBODY, KINDRED, URGENT),
  signIn('PasswordUpdated', 'sign-in/password-updated', NOBODY, EXAMPLE, URGENT),
  signIn('EmailUpdated', 'sign-in/email-updated', NOBODY, KINDRED, URGENT),
  // The federation session of Ana's turns into one of the console.
  signIn('GetSigninToken', 'sign-in/get-signin-token', ANA, {
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html',
    // Calls that begin with Get count as read-only, but CloudTrail does not mark this one so.
    delivered: 'unknown',
  }),
  signIn('AuthorizeOAuth2Access', 'sign-in/authorize-oauth2-access', ANA, OAUTH_RECORDS, READ_ONLY),
  signIn('CreateOAuth2Token', 'sign-in/create-oauth2-token', ANA, OAUTH_RECORDS, READ_ONLY),

  sts('GetFederationToken', 'sessions/get-federation-token', ANA, UNKNOWN),
  sts('GetSessionToken', 'sessions/get-session-token', ANA, UNKNOWN),
  sts('AssumeRole', 'sessions/assume-role', ANA, STS_RECORDS, READ_ONLY),
  // It is about the root user of another account.
  sts('AssumeRoot', 'sessions/assume-root', NOBODY, ROOT_SESSION_RECORDS, URGENT),

  trail('StopLogging', 'control/stop-logging', NOBODY, URGENT),
  trail('DeleteTrail', 'control/delete-trail', NOBODY, URGENT),
  trail('UpdateTrail', 'control/update-trail', NOBODY, TRAIL_RECORDS, URGENT),
  trail('PutEventSelectors', 'control/put-event-selectors', NOBODY, URGENT),

  organization('AttachPolicy', 'control/attach-policy', MEMBER, exampleOn(ORGANIZATION_RECORDS)),
  organization('DetachPolicy', 'control/detach-policy', MEMBER),
  // These name a policy, a root, or an account that is no longer the organization's.
  organization('UpdatePolicy', 'control/update-policy', NOBODY),
  organization('DeletePolicy', 'control/delete-policy', NOBODY),
  organization('EnablePolicyType', 'control/enable-policy-type', NOBODY),
  organization('DisablePolicyType', 'control/disable-policy-type', NOBODY),
  organization('MoveAccount', 'control/move-account', MEMBER),
  organization('LeaveOrganization', 'control/leave-organization', NOBODY),
  organization('CloseAccount', 'control/close-account', NOBODY),
  organization('RemoveAccountFromOrganization', 'control/remove-account-from-organization', NOBODY),
  organization('DeregisterDelegatedAdministrator', 'control/deregister-delegated-administrator', NOBODY),
  membership('CreateAccountResult', 'control/create-account-result', MEMBER, EXAMPLE),
  // AWS names the two in words only: by which method, and when.
  membership('AccountJoinedOrganization', 'control/account-joined-organization', MEMBER, KINDRED),
  membership('AccountDepartedOrganization', 'control/account-departed-organization', NOBODY, KINDRED),
];
