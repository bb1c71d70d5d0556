import type { ProvableSession } from '#core/proof/session-kind.ts';
import type { RequestContext } from './request.model.ts';

/** Who signs a request. */
export interface SessionUser {
  readonly partition: string;
  readonly account: string;
  readonly userName: string;
  readonly userId: string;
  readonly arn: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** What is known of the keys of one session's requests; any other key may be there or not, with any value. */
export interface SessionContext {
  /** Keys that are there with these values. */
  readonly fixed: RequestContext;
  /** Keys that are never there, by the beginnings of their names. */
  readonly absent: readonly string[];
  /** Keys that are there with a value that nobody knows. */
  readonly present: readonly string[];
}

/**
 * What every request has: of these only the time, the address and the like change from one to the next.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (Availability)
 */
const ALWAYS_PRESENT = [
  'aws:currenttime',
  'aws:epochtime',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:useragent',
];

const tagKeyOf = (key: string): string => `aws:principaltag/${key.toLowerCase()}`;

/** The user's own call, not one that a service makes for the user. */
const firstHop = ({ account }: SessionUser): RequestContext => ({
  'aws:principalaccount': account,
  'aws:principalisawsservice': 'false',
  'aws:viaawsservice': 'false',
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (principal key values) */
const asUser = (user: SessionUser): RequestContext => ({
  ...firstHop(user),
  ...Object.fromEntries(user.tags.map(({ key, value }) => [tagKeyOf(key), value])),
  'aws:username': user.userName,
  'aws:userid': user.userId,
  'aws:principaltype': 'User',
  'aws:principalarn': user.arn,
});

const MFA_AGE = 'aws:multifactorauthage';
const MFA_PRESENT = 'aws:multifactorauthpresent';
const ISSUE_TIME = 'aws:tokenissuetime';
const OTHER_TAGS = 'aws:principaltag/';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html */
const temporary = (user: SessionUser, withMfa: boolean): SessionContext => ({
  fixed: { ...asUser(user), [MFA_PRESENT]: String(withMfa) },
  absent: withMfa ? [OTHER_TAGS] : [OTHER_TAGS, MFA_AGE],
  present: [...ALWAYS_PRESENT, ISSUE_TIME, ...(withMfa ? [MFA_AGE] : [])],
});

const longTerm = (user: SessionUser): SessionContext => ({
  fixed: asUser(user),
  absent: [OTHER_TAGS, MFA_AGE, MFA_PRESENT, ISSUE_TIME],
  present: ALWAYS_PRESENT,
});

/**
 * Of credentials for one service it is not said that they are as long-term keys are: the MFA key might be false, and
 * they might have been issued at a time.
 */
const ofOneService = (user: SessionUser): readonly SessionContext[] =>
  [{}, { [MFA_PRESENT]: 'false' }].map((mfa) => ({
    fixed: { ...asUser(user), ...mfa },
    absent: [OTHER_TAGS, MFA_AGE, ...(MFA_PRESENT in mfa ? [] : [MFA_PRESENT])],
    present: ALWAYS_PRESENT,
  }));

/**
 * Whoever calls `GetFederationToken` chooses the session's name and its tags, which replace the user's. The MFA key is
 * "not present for federated identities".
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
 */
const federated = (user: SessionUser, name: string): SessionContext => ({
  fixed: {
    ...firstHop(user),
    'aws:userid': `${user.account}:${name}`,
    'aws:principaltype': 'FederatedUser',
    'aws:principalarn': `arn:${user.partition}:sts::${user.account}:federated-user/${name}`,
  },
  absent: [MFA_AGE, MFA_PRESENT, 'aws:username'],
  present: [...ALWAYS_PRESENT, ISSUE_TIME, ...user.tags.map(({ key }) => tagKeyOf(key))],
});

/** The contexts that requests of one kind of session can have; `names` are what a federation session may be called. */
export const sessionContexts = (
  session: ProvableSession,
  user: SessionUser,
  names: readonly string[],
): readonly SessionContext[] => {
  switch (session) {
    case 'access-key':
      return [longTerm(user)];
    case 'service-credential':
      return ofOneService(user);
    case 'console-without-mfa':
    case 'session-without-mfa':
      return [temporary(user, false)];
    case 'mfa':
      return [temporary(user, true)];
    case 'federation':
      return names.map((name) => federated(user, name));
  }
};
