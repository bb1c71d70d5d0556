import type { AccessLevel } from '#core/catalogue/access-level.ts';
import type { ExplainedSession } from '#core/explanation/explanation.ts';
import type { ProvableSession } from '#core/proof/session-kind.ts';
import { bad, dim, doubtful, good } from '../../terminal/paint.ts';

/** What each kind of session is, as an engineer would say it. */
export const SESSION_NAMES: Readonly<Record<ProvableSession, string>> = {
  'access-key': 'access key',
  'console-without-mfa': 'console without MFA',
  'session-without-mfa': 'GetSessionToken without a code',
  federation: 'GetFederationToken',
  'service-credential': 'service credential, SSH key',
  mfa: 'session with MFA',
};

const LONGEST_NAME = Math.max(...Object.values(SESSION_NAMES).map(({ length }) => length));

const LEVEL_NAMES: readonly (readonly [AccessLevel, string])[] = [
  ['permissions-management', 'permissions'],
  ['write', 'write'],
  ['tagging', 'tagging'],
  ['read', 'read'],
  ['list', 'list'],
];

export const count = (number: number): string => number.toLocaleString('en-US');

export const countActions = (number: number): string => `${count(number)} action${number === 1 ? '' : 's'}`;

const describeLevels = ({ byAccessLevel }: ExplainedSession): string =>
  LEVEL_NAMES.filter(([level]) => byAccessLevel[level] > 0)
    .map(([level, name]) => `${count(byAccessLevel[level])} ${name}`)
    .join(', ');

const reachOf = ({ open, unlistedActions }: ExplainedSession): string => {
  const others = unlistedActions ? ' and unlisted ones' : '';
  return open === 0 && unlistedActions ? 'unlisted actions only' : `${countActions(open)}${others}`;
};

const NO_DENY = 'no deny';
const ALMOST = 'almost: all denied but enrolling for others';

const withoutMfaLine = (session: ExplainedSession, name: string): string => {
  switch (session.answer) {
    case 'enforced':
      return good(`✔ ${name}  enforced`);
    case 'no-grant':
      return doubtful(`✘ ${name}  ${session.notDenied === undefined ? NO_DENY : ALMOST}`);
    case 'undetermined':
      return doubtful(`? ${name}  not judged`);
    case 'open':
      return bad(`✘ ${name}  open: ${reachOf(session)}`);
  }
};

const withMfaLine = (session: ExplainedSession, name: string): string => {
  switch (session.answer) {
    case 'open':
      return dim(`  ${name}  is left ${reachOf(session)}`);
    case 'undetermined':
      return dim(`  ${name}  not judged`);
    case 'enforced':
    case 'no-grant':
      return dim(`  ${name}  is granted nothing either`);
  }
};

const sessionLine = (session: ExplainedSession): string => {
  const name = SESSION_NAMES[session.kind].padEnd(LONGEST_NAME);
  return session.kind === 'mfa' ? withMfaLine(session, name) : withoutMfaLine(session, name);
};

/** A line for each kind of session. */
export const sessionLines = (sessions: readonly ExplainedSession[]): readonly string[] =>
  sessions.map(sessionLine);

/** What a session reaches, by access level. */
export const describeReached = (session: ExplainedSession): string =>
  session.open === 0 ? reachOf(session) : `${reachOf(session)}: ${describeLevels(session)}`;
