import { detectThreats } from '#core/threat/detect-threats.ts';
import type { Threat } from '#core/threat/threat.ts';
import type { ThreatContext } from '#core/threat/threat-rule.ts';
import { observed } from '../core/change/observed.ts';
import { ADMIN_SESSION, type DeliveredEvent, withDetail } from './cloudtrail-events.ts';
import { MEMBER_ACCOUNT } from './people.ts';

/** The rules know the account, and nobody is spared; name only what matters to the case. */
export const contextWith = (members: Partial<ThreatContext> = {}): ThreatContext => ({
  account: MEMBER_ACCOUNT,
  spared: [],
  ...members,
});

/** The threats that an event shows by itself. */
export const threatsIn = (event: unknown, context: ThreatContext = contextWith()): readonly Threat[] =>
  detectThreats(observed(event), context);

/** An event without its threats' words for whom they are against: what of it matters to most tables. */
export const kindsIn = (event: unknown, context?: ThreatContext): readonly string[] =>
  threatsIn(event, context).map(({ kind, severity }) => `${kind}: ${severity}`);

/** How CloudTrail marks what is done in the console. */
export const CONSOLE = { sessionCredentialFromConsole: 'true' } as const;

const started = (mfaAuthenticated: 'true' | 'false') => ({
  creationDate: '2025-12-31T23:30:00Z',
  mfaAuthenticated,
});

/** An IAM user with a long-term key. */
export const keyOf = (userName: string) => ({
  type: 'IAMUser',
  userName,
  arn: `arn:aws:iam::${MEMBER_ACCOUNT}:user/${userName}`,
  accountId: MEMBER_ACCOUNT,
  accessKeyId: 'AKIAEXAMPLEEXAMPLE00',
});

/** The same user in a session. */
export const userSession = (userName: string) => ({
  ...keyOf(userName),
  accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
  sessionContext: { attributes: started('true') },
});

/** A session that the user's key started with `GetFederationToken`. */
export const federationOf = (userName: string) => ({
  type: 'FederatedUser',
  arn: `arn:aws:sts::${MEMBER_ACCOUNT}:federated-user/build-42`,
  accountId: MEMBER_ACCOUNT,
  accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
  sessionContext: { sessionIssuer: { type: 'IAMUser', userName }, attributes: started('false') },
});

const ROOT = {
  type: 'Root',
  principalId: MEMBER_ACCOUNT,
  arn: `arn:aws:iam::${MEMBER_ACCOUNT}:root`,
  accountId: MEMBER_ACCOUNT,
};

/** The root user in a session of the console. */
export const ROOT_SESSION = {
  ...ROOT,
  accessKeyId: 'ASIAEXAMPLEEXAMPLE01',
  sessionContext: { attributes: started('true') },
};

/** The root user with a key of its own. */
export const ROOT_KEY = { ...ROOT, accessKeyId: 'AKIAEXAMPLEEXAMPLE01' };

/** Central root management, marked as CloudTrail's documentation of identities says. */
export const CENTRAL_SESSION = {
  ...ROOT,
  accessKeyId: 'ASIAEXAMPLEEXAMPLE02',
  sessionContext: { assumedRoot: 'true', attributes: started('false') },
};

/** Central root management, as IAM's documentation prints a record of it: without the mark. */
export const UNMARKED_SESSION = {
  ...ROOT,
  accessKeyId: 'ASIAEXAMPLEEXAMPLE02',
  sessionContext: { attributes: started('false') },
};

/** An administrator whose calls CloudFormation makes. */
export const DEPLOYMENT = { ...ADMIN_SESSION, invokedBy: 'cloudformation.amazonaws.com' };

/** The same call by somebody else, and whatever else differs about its record. */
export const by = (
  event: DeliveredEvent,
  userIdentity: unknown,
  more: Readonly<Record<string, unknown>> = {},
): DeliveredEvent => withDetail(event, { userIdentity, ...more });

/** The same call, refused before IAM looked at its parameters. */
export const denied = (event: DeliveredEvent): DeliveredEvent =>
  withDetail(event, { errorCode: 'AccessDenied', requestParameters: null, responseElements: null });
