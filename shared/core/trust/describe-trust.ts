import { printable } from '#core/kernel/printable.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { looksLikeMfaKey } from '#core/proof/mfa-conditions.ts';
import { describeAge } from '#core/reauthentication/describe-age.ts';
import { describePrincipal } from './describe-principal.ts';
import { isBroken } from './is-broken.ts';
import type { NamedPrincipal } from './named-principal.ts';
import type { TrustAnswer, TrustSession, TrustWhy } from './trust-judgement.ts';

export interface Described {
  readonly principal: NamedPrincipal;
  readonly answer: TrustAnswer;
  readonly sessions: readonly TrustSession[];
  readonly maximumAgeSeconds: number | undefined;
  /** The conditions of the statements that let the principal in. */
  readonly conditions: readonly ConditionEntry[];
  readonly why: readonly TrustWhy[];
}

/** Statements are read without regard to the case of keys; people know them in this one. */
const SPELLED: ReadonlyMap<string, string> = new Map(
  [
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalIsAWSService',
    'aws:PrincipalServiceName',
    'aws:PrincipalType',
    'aws:FederatedProvider',
    'aws:RequestedRegion',
    'aws:SecureTransport',
    'aws:TagKeys',
    'aws:ViaAWSService',
    'SAML:aud',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalTag',
    'aws:RequestTag',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIdentity',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:CurrentTime',
    'sts:ExternalId',
    'sts:RoleSessionName',
    'sts:SourceIdentity',
    'sts:TransitiveTagKeys',
  ].map((key) => [key.toLowerCase(), key]),
);

const spelled = (key: string): string => {
  const [beginning = '', ...rest] = key.split('/');
  return printable([SPELLED.get(beginning) ?? beginning, ...rest].join('/'));
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const MOST_KEYS = 6;

const besides = (conditions: readonly ConditionEntry[]): string => {
  const keys = [...new Set(conditions.map(({ key }) => key).filter((key) => !looksLikeMfaKey(key)))];
  const more = keys.length > MOST_KEYS ? [`${keys.length - MOST_KEYS} more`] : [];
  return keys.length === 0
    ? ''
    : `, where its conditions on ${listed([...keys.slice(0, MOST_KEYS).map(spelled), ...more])} are met`;
};

const SESSIONS: Readonly<Record<TrustSession, string>> = {
  'access-key': 'access keys',
  'session-without-mfa': 'temporary sessions',
  'console-without-mfa': 'console sessions',
  mfa: 'sessions with MFA',
  'role-session': 'role sessions',
};

const WITHOUT_MFA: readonly TrustSession[] = ['access-key', 'session-without-mfa', 'console-without-mfa'];

/** Which sessions get in without MFA, where it is not all of them. */
const bySessions = (sessions: readonly TrustSession[]): string => {
  const open = WITHOUT_MFA.filter((session) => sessions.includes(session));
  return open.length === WITHOUT_MFA.length
    ? ''
    : ` with ${listed(open.map((session) => SESSIONS[session]))}`;
};

const withinAge = (seconds: number | undefined): string =>
  seconds === undefined ? '' : ` within the last ${describeAge(seconds).replace(/^1 (\w+)$/, '$1')}`;

const rolesAreShutOut = ({ why }: Described): boolean =>
  why.some(({ code }) => code === 'role-sessions-never-carry-mfa');

const rolesOf = ({ account }: NamedPrincipal): string =>
  account === undefined ? 'roles' : `roles of account ${account}`;

const COMMON_ROLES: ReadonlySet<NamedPrincipal['kind']> = new Set(['account', 'everybody']);

const describeIncapable = ({ principal, sessions, conditions }: Described): string => {
  const extra = besides(conditions);
  if (!COMMON_ROLES.has(principal.kind)) {
    return `${describePrincipal(principal)} may assume it, and never carries MFA${extra}`;
  }
  const users = sessions.includes('mfa')
    ? `${describePrincipal(principal)} may assume it with MFA only; `
    : '';
  return `${users}${rolesOf(principal)} may assume it, and never carry MFA${extra}`;
};

const describeBroken = ({ principal }: Described): string => {
  const who = COMMON_ROLES.has(principal.kind) ? rolesOf(principal) : describePrincipal(principal);
  return `${who} may not assume it, and it is broken for them: it asks for MFA, which they can never carry`;
};

const firstOf = ([first]: readonly TrustWhy[]): string =>
  first === undefined ? '' : `: ${first.text.replace(/\.$/, '')}`;

/** One sentence for people. */
export const describeTrust = (described: Described): string => {
  const { principal, answer, sessions, maximumAgeSeconds, conditions, why } = described;
  const who = describePrincipal(principal);
  switch (answer) {
    case 'without-mfa':
      return `${who} may assume it without MFA${bySessions(sessions)}${besides(conditions)}`;
    case 'requires-mfa': {
      const roles = rolesAreShutOut(described) ? '; roles may not, as they never carry MFA' : '';
      return `${who} may assume it only with MFA${withinAge(maximumAgeSeconds)}${besides(conditions)}${roles}`;
    }
    case 'cannot-carry-mfa':
      return describeIncapable(described);
    case 'denied':
      return isBroken(described) ? describeBroken(described) : `${who} may not assume it${firstOf(why)}`;
    case 'undetermined':
      return `nothing is certain about ${who}${firstOf(why)}`;
  }
};
