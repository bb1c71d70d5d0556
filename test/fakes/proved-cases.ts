import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import type { BoundingPolicy, HeldPolicies, ServiceControl } from '#core/posture/held-policy.ts';
import { known, type Observed, unknown } from '#core/posture/observed.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { ProvableSession } from '#core/proof/session-kind.ts';
import type { SessionProof } from '#core/proof/session-proof.ts';
import type { PolicySet } from '../arbitraries/policy-documents.ts';
import type { RequestPolicies } from '../model/request.model.ts';
import type { RawDocument } from '../model/request-documents.model.ts';
import { type SessionContext, type SessionUser, sessionContexts } from '../model/session-contexts.model.ts';
import { ANA } from './people.ts';

/** One question to the proof. */
export interface ProvedCase {
  readonly set: PolicySet;
  readonly session: ProvableSession;
  readonly allowPasswordChange: boolean;
}

export const BOUNDARY = 'arn:aws:iam::222222222222:policy/boundary';

export const nameHeld = (place: number): string => `policy-${place}`;

export const nameInLevel = (depth: number, place: number): string => `p-${depth}-${place}`;

const bounding = (name: string, document: RawDocument): BoundingPolicy => ({
  name,
  text: JSON.stringify(document),
});

export const userOf = ({ path, tags }: PolicySet): SessionUser => ({
  partition: ANA.partition,
  account: ANA.account,
  userName: ANA.userName,
  userId: 'AIDAANAANAANAANAANA00',
  arn: `arn:aws:iam::${ANA.account}:user/${path}${ANA.userName}`,
  tags,
});

const heldPoliciesOf = ({ identity, unread }: PolicySet): HeldPolicies => ({
  policies: identity.map(({ holder, document }, place) => ({
    holder,
    policy: { kind: 'inline', name: nameHeld(place) },
    text: JSON.stringify(document),
  })),
  gaps: unread.includes('identity') ? [{ fact: 'inline-policies', because: 'throttled' }] : [],
});

const boundaryOf = ({ boundary, unread }: PolicySet): Observed<BoundingPolicy | 'none'> => {
  if (unread.includes('boundary')) {
    return unknown('throttled');
  }
  return known(boundary === undefined ? 'none' : bounding(BOUNDARY, boundary));
};

const serviceControlOf = ({ serviceControl, unread }: PolicySet): ServiceControl => {
  if (unread.includes('service-control')) {
    return { kind: 'unknown', because: 'not-configured' };
  }
  return serviceControl === undefined
    ? { kind: 'absent' }
    : {
        kind: 'known',
        levels: serviceControl.map((level, depth) =>
          level.map((document, place) => bounding(nameInLevel(depth, place), document)),
        ),
      };
};

/** The user who has these policies; each has a name that says where it is. */
export const principalOf = (set: PolicySet): ProvedPrincipal => {
  const user = userOf(set);
  return {
    ...ANA,
    arn: user.arn as Arn,
    userId: user.userId as UserId,
    tags: set.tags,
    identityPolicies: heldPoliciesOf(set),
    boundary: boundaryOf(set),
    serviceControl: serviceControlOf(set),
  };
};

export const prove = ({ set, session, allowPasswordChange }: ProvedCase): SessionProof =>
  proveSession(principalOf(set), session, { allowPasswordChange });

/** What the model is told; nothing takes the place of what could not be read. */
export const requestPoliciesOf = ({
  identity,
  boundary,
  serviceControl,
  unread,
}: PolicySet): RequestPolicies => ({
  identity: identity.map(({ document }) => document),
  ...(boundary === undefined || unread.includes('boundary') ? {} : { boundary }),
  ...(serviceControl === undefined || unread.includes('service-control') ? {} : { serviceControl }),
});

export const documentsOf = ({
  identity,
  boundary,
  serviceControl,
}: RequestPolicies): readonly RawDocument[] => [
  ...identity,
  ...(boundary === undefined ? [] : [boundary]),
  ...(serviceControl ?? []).flat(),
];

export const contextsOf = ({ set, session }: ProvedCase): readonly SessionContext[] =>
  sessionContexts(session, userOf(set), ['ana', 'ci-1', 'x']);
