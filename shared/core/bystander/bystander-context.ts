import { literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import {
  booleanKey,
  type KeyState,
  type RequestContext,
  requestContexts,
} from '#core/proof/request-context.ts';
import type { BYSTANDER_KINDS } from './bystander.ts';

const ABSENT: KeyState = { kind: 'absent' };
const ANY: KeyState = { kind: 'any' };

const text = (value: string): KeyState => ({ kind: 'present', value: literalPattern(value), type: 'text' });

const PRESENT = 'aws:multifactorauthpresent';
const AGE = 'aws:multifactorauthage';

type Keys = Readonly<Record<string, KeyState>>;

/** AWS does not say of every credential of a role whether the MFA key is absent or `false`: both. */
const withoutMfa = (keys: Keys): readonly RequestContext[] =>
  [ABSENT, booleanKey(false)].map((mfa) => {
    const all: ReadonlyMap<string, KeyState> = new Map([
      ...Object.entries(keys),
      [PRESENT, mfa] as const,
      [AGE, ABSENT] as const,
    ]);
    return (key) => all.get(key) ?? ANY;
  });

const firstHand = ({ account }: ProvedPrincipal): Keys => ({
  'aws:principalaccount': text(account),
  'aws:viaawsservice': booleanKey(false),
  'aws:principalisawsservice': booleanKey(false),
  'aws:calledvia': ABSENT,
  'aws:calledviafirst': ABSENT,
  'aws:calledvialast': ABSENT,
  'aws:username': ABSENT,
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (principal key values) */
const roleSession = (user: ProvedPrincipal): Keys => ({
  ...firstHand(user),
  'aws:principaltype': text('AssumedRole'),
  'aws:principalarn': {
    kind: 'present',
    value: wildcardPattern(`arn:${user.partition}:iam::${user.account}:role/*`),
    type: 'text',
  },
});

const rootUser = (user: ProvedPrincipal): Keys => ({
  ...firstHand(user),
  'aws:principaltype': text('Account'),
  'aws:principalarn': text(`arn:${user.partition}:iam::${user.account}:root`),
  'aws:userid': text(user.account),
});

/** What a service asks for on behalf of somebody with MFA says `false`, whatever was said to the service. */
const VIA_SERVICE: ReadonlyMap<string, KeyState> = new Map([
  [PRESENT, booleanKey(false)],
  [AGE, ABSENT],
  ['aws:viaawsservice', booleanKey(true)],
  ['aws:calledvia', ANY],
  ['aws:calledviafirst', ANY],
  ['aws:calledvialast', ANY],
]);

/**
 * What the requests of somebody who can't show MFA carry.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
export const bystanderContexts = (
  kind: (typeof BYSTANDER_KINDS)[number],
  user: ProvedPrincipal,
): readonly RequestContext[] => {
  switch (kind) {
    case 'role-session':
      return withoutMfa(roleSession(user));
    case 'root-user':
      return withoutMfa(rootUser(user));
    case 'service-on-behalf':
      return requestContexts(user, 'mfa').map((own) => (key) => VIA_SERVICE.get(key) ?? own(key));
  }
};
