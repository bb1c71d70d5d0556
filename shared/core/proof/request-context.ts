import { foldCase, lowerCaseAscii } from '#core/policy/letter-case.ts';
import { EVERYTHING, literalPattern, type Pattern, wildcardPattern } from '#core/policy/pattern.ts';
import type { PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { ProvableSession } from './session-kind.ts';

/** What is known of one condition key of a request before anybody makes it. */
export type KeyState =
  /** Certainly not there. */
  | { readonly kind: 'absent' }
  /** Certainly there, once, and one of these texts. */
  | { readonly kind: 'present'; readonly value: Pattern; readonly type: 'text' | 'boolean' | 'other' }
  /** There or not, with whatever value or values. */
  | { readonly kind: 'any' };

/** What requests of one kind of session carry. Keys in lower case. */
export type RequestContext = (key: string) => KeyState;

const ABSENT: KeyState = { kind: 'absent' };
const ANY: KeyState = { kind: 'any' };

const text = (value: string): KeyState => ({ kind: 'present', value: literalPattern(value), type: 'text' });

const textLike = (value: string): KeyState => ({
  kind: 'present',
  value: wildcardPattern(value),
  type: 'text',
});

export const booleanKey = (value: boolean): KeyState => ({
  kind: 'present',
  value: literalPattern(String(value)),
  type: 'boolean',
});

/** A date or a number that nobody knows beforehand. */
const SOME_VALUE: KeyState = { kind: 'present', value: EVERYTHING, type: 'other' };

/** Who asks: what the principal's keys are made of. */
export type RequestingUser = PrincipalName & Pick<UserPosture, 'arn' | 'userId' | 'tags'>;

type Keys = ReadonlyMap<string, KeyState>;

const PRINCIPAL_TAG = 'aws:principaltag/';

/**
 * True of every request a user makes first-hand, not through a service.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const firstHand = (user: RequestingUser): readonly (readonly [string, KeyState])[] => [
  ['aws:principalaccount', text(user.account)],
  ['aws:viaawsservice', booleanKey(false)],
  ['aws:principalisawsservice', booleanKey(false)],
  ['aws:calledvia', ABSENT],
  ['aws:calledviafirst', ABSENT],
  ['aws:calledvialast', ABSENT],
  ['aws:currenttime', SOME_VALUE],
  ['aws:epochtime', SOME_VALUE],
];

const asUser = (user: RequestingUser): readonly (readonly [string, KeyState])[] => [
  ...firstHand(user),
  ['aws:username', text(user.userName)],
  ['aws:userid', text(user.userId)],
  ['aws:principalarn', text(user.arn)],
  ['aws:principaltype', text('User')],
  ...user.tags.map(({ key, value }) => [PRINCIPAL_TAG + lowerCaseAscii(key), text(value)] as const),
];

/** A federated user goes by the name that the caller of `GetFederationToken` chose, and has no `aws:username`. */
const asFederatedUser = (user: RequestingUser): readonly (readonly [string, KeyState])[] => [
  ...firstHand(user),
  ['aws:username', ABSENT],
  ['aws:userid', textLike(`${user.account}:*`)],
  ['aws:principalarn', textLike(`arn:${user.partition}:sts::${user.account}:federated-user/*`)],
  ['aws:principaltype', text('FederatedUser')],
];

const PRESENT = 'aws:multifactorauthpresent';
const AGE = 'aws:multifactorauthage';
const ISSUED = 'aws:tokenissuetime';

const NO_MFA_KEY = [
  [PRESENT, ABSENT],
  [AGE, ABSENT],
] as const;
const MFA_FALSE = [
  [PRESENT, booleanKey(false)],
  [AGE, ABSENT],
] as const;
const TEMPORARY = [[ISSUED, SOME_VALUE]] as const;

/**
 * What is not listed may be anything; but a tag that a user does not have is certainly absent, unless one that the
 * user has might be taken for it.
 */
const contextOf = (keys: Keys, tags: KeyState): RequestContext => {
  let folded: ReadonlySet<string> | undefined;
  const mightBe = (key: string): boolean => {
    folded ??= new Set([...keys.keys()].map(foldCase));
    return folded.has(foldCase(key));
  };
  return (key) => keys.get(key) ?? (key.startsWith(PRINCIPAL_TAG) && !mightBe(key) ? tags : ANY);
};

/** The same requests, had they been signed with MFA. */
export const signedWithMfa = (context: RequestContext): RequestContext => {
  const signed: Keys = new Map([
    [PRESENT, booleanKey(true)],
    [AGE, SOME_VALUE],
  ]);
  return (key) => signed.get(key) ?? context(key);
};

/** The same requests without one key. */
export const lackingKey =
  (missing: string, context: RequestContext): RequestContext =>
  (key) =>
    key === missing ? ABSENT : context(key);

/**
 * What requests of this kind carry. Where AWS does not say whether the MFA key is absent or `false`, both: a proof
 * has to hold in each.
 */
export const requestContexts = (
  user: RequestingUser,
  session: ProvableSession,
): readonly RequestContext[] => {
  switch (session) {
    case 'access-key':
      return [contextOf(new Map([...asUser(user), ...NO_MFA_KEY, [ISSUED, ABSENT]]), ABSENT)];
    case 'console-without-mfa':
    case 'session-without-mfa':
      return [contextOf(new Map([...asUser(user), ...MFA_FALSE, ...TEMPORARY]), ABSENT)];
    case 'federation':
      // Session tags come on top of the user's own, and may override them.
      return [contextOf(new Map([...asFederatedUser(user), ...NO_MFA_KEY, ...TEMPORARY]), ANY)];
    case 'service-credential':
      return [NO_MFA_KEY, MFA_FALSE].map((mfa) => contextOf(new Map([...asUser(user), ...mfa]), ABSENT));
    case 'mfa':
      return [
        contextOf(
          new Map([...asUser(user), [PRESENT, booleanKey(true)], [AGE, SOME_VALUE], ...TEMPORARY]),
          ABSENT,
        ),
      ];
  }
};
