import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import type { BoundingPolicy, HeldPolicy, ServiceControl } from '#core/posture/held-policy.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { Repair } from '#core/repair/repair.ts';
import type { PolicySet } from '../../arbitraries/policy-documents.ts';
import { ANA } from '../../fakes/people.ts';
import { userOf } from '../../fakes/proved-cases.ts';
import type { RawDocument } from '../../model/request-documents.model.ts';

const BOUNDARY = 'arn:aws:iam::222222222222:policy/boundary';

const bounding = (name: string, document: RawDocument): BoundingPolicy => ({
  name,
  text: JSON.stringify(document),
});

const nameInLevel = (depth: number, place: number): string => `p-${depth}-${place}`;

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

const heldOf = ({ identity }: PolicySet): readonly HeldPolicy[] =>
  identity.map(({ holder, document }, place) => ({
    holder,
    policy: { kind: 'inline', name: `policy-${place}` },
    text: JSON.stringify(document),
  }));

/** The user who has these policies; each has a name that says where it is. */
export const principalOf = (set: PolicySet): ProvedPrincipal => {
  const { arn, userId } = userOf(set);
  return {
    ...ANA,
    arn: arn as Arn,
    userId: userId as UserId,
    tags: set.tags,
    identityPolicies: {
      policies: heldOf(set),
      gaps: set.unread.includes('identity') ? [{ fact: 'inline-policies', because: 'throttled' }] : [],
    },
    boundary: set.unread.includes('boundary')
      ? unknown('throttled')
      : known(set.boundary === undefined ? 'none' : bounding(BOUNDARY, set.boundary)),
    serviceControl: serviceControlOf(set),
  };
};

export const nameOfRepaired = ({ policy }: Repair): string =>
  policy.kind === 'inline' ? policy.name : policy.arn;

/** The same policies with another text of the one that a repair changes. */
export const withDocument = (set: PolicySet, repair: Repair, text: string): PolicySet => {
  const name = nameOfRepaired(repair);
  const document = JSON.parse(text) as RawDocument;
  return {
    ...set,
    identity: set.identity.map((placed, place) =>
      `policy-${place}` === name ? { ...placed, document } : placed,
    ),
    ...(set.boundary === undefined ? {} : { boundary: name === BOUNDARY ? document : set.boundary }),
    ...(set.serviceControl === undefined
      ? {}
      : {
          serviceControl: set.serviceControl.map((level, depth) =>
            level.map((each, place) => (nameInLevel(depth, place) === name ? document : each)),
          ),
        }),
  };
};

/** All documents of the set, by the names that their policies have. */
export const documentsByName = (set: PolicySet): ReadonlyMap<string, RawDocument> =>
  new Map([
    ...set.identity.map(({ document }, place) => [`policy-${place}`, document] as const),
    ...(set.boundary === undefined ? [] : [[BOUNDARY, set.boundary] as const]),
    ...(set.serviceControl ?? []).flatMap((level, depth) =>
      level.map((each, place) => [nameInLevel(depth, place), each] as const),
    ),
  ]);

/** The document that a repair changes, as it was. */
export const documentBefore = (set: PolicySet, repair: Repair): RawDocument => {
  const name = nameOfRepaired(repair);
  const found = documentsByName(set).get(name);
  if (found === undefined) {
    throw new Error(`Expected a document of the set; there is no “${name}”.`);
  }
  return found;
};
