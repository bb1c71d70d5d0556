import type { Repair } from '#core/repair/repair.ts';
import type { PolicySet } from '../../arbitraries/policy-documents.ts';
import { BOUNDARY, nameHeld, nameInLevel } from '../../fakes/proved-cases.ts';
import type { RawDocument } from '../../model/request-documents.model.ts';

export const nameOfRepaired = ({ policy }: Repair): string =>
  policy.kind === 'inline' ? policy.name : policy.arn;

/** The same policies with another text of the one that a repair changes. */
export const withDocument = (set: PolicySet, repair: Repair, text: string): PolicySet => {
  const name = nameOfRepaired(repair);
  const document = JSON.parse(text) as RawDocument;
  return {
    ...set,
    identity: set.identity.map((placed, place) =>
      nameHeld(place) === name ? { ...placed, document } : placed,
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
    ...set.identity.map(({ document }, place) => [nameHeld(place), document] as const),
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
