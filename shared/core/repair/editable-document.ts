import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { BoundingPolicy, PolicyName } from '#core/posture/held-policy.ts';
import { known } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';

/** A document that may be changed, and where it is. */
export interface EditableDocument {
  readonly holder: StatementPlace['holder'];
  readonly policy: PolicyName;
  readonly text: string;
}

/** Policies that AWS manages can't be changed. */
const IS_OF_AWS = /^(?:arn:[^:]*:iam::aws:policy\/|p-FullAWSAccess$|FullAWSAccess$)/;

export const isEditable = ({ policy }: EditableDocument): boolean =>
  !IS_OF_AWS.test(policy.kind === 'managed' ? policy.arn : policy.name);

const bounding = (
  { name, text }: BoundingPolicy,
  kind: 'boundary' | 'service-control',
): EditableDocument => ({ holder: { kind }, policy: { kind: 'inline', name }, text });

const boundaryOf = ({ boundary }: ProvedPrincipal): readonly BoundingPolicy[] =>
  boundary.kind === 'known' && boundary.fact !== 'none' ? [boundary.fact] : [];

/** The user's own documents first, then those of groups, the boundary, and the organization's from the root down. */
export const allDocuments = (principal: ProvedPrincipal): readonly EditableDocument[] => {
  const { identityPolicies, serviceControl } = principal;
  const own = identityPolicies.policies.filter(({ holder }) => holder.kind === 'user');
  const ofGroups = identityPolicies.policies.filter(({ holder }) => holder.kind === 'group');
  const levels = serviceControl.kind === 'known' ? serviceControl.levels.flat() : [];
  return [
    ...own,
    ...ofGroups,
    ...boundaryOf(principal).map((policy) => bounding(policy, 'boundary')),
    ...levels.map((policy) => bounding(policy, 'service-control')),
  ];
};

/** Those that somebody of the organization can change, in the same order. */
export const editableDocuments = (principal: ProvedPrincipal): readonly EditableDocument[] =>
  allDocuments(principal).filter(isEditable);

/** A managed policy is the same document wherever it is attached, an inline one is its holder's. */
const identityOf = ({ holder, policy, text }: EditableDocument): string =>
  canonicalJson(policy.kind === 'managed' ? [policy.arn, text] : [holder, policy.name, text]);

/** Whether a statement is one of a document's. */
export const isOfDocument = (document: EditableDocument, { holder, policy }: StatementPlace): boolean =>
  identityOf(document) === identityOf({ holder, policy, text: document.text });

/** The principal with another text of one document, wherever that is attached. */
export const withText = (
  principal: ProvedPrincipal,
  document: EditableDocument,
  text: string,
): ProvedPrincipal => {
  const { identityPolicies, boundary, serviceControl } = principal;
  const same = (other: EditableDocument): boolean => identityOf(other) === identityOf(document);
  const changed = (policy: BoundingPolicy, kind: 'boundary' | 'service-control'): BoundingPolicy =>
    same(bounding(policy, kind)) ? { ...policy, text } : policy;
  return {
    ...principal,
    identityPolicies: {
      ...identityPolicies,
      policies: identityPolicies.policies.map((held) => (same(held) ? { ...held, text } : held)),
    },
    boundary:
      boundary.kind === 'known' && boundary.fact !== 'none'
        ? known(changed(boundary.fact, 'boundary'))
        : boundary,
    serviceControl:
      serviceControl.kind === 'known'
        ? {
            ...serviceControl,
            levels: serviceControl.levels.map((level) =>
              level.map((each) => changed(each, 'service-control')),
            ),
          }
        : serviceControl,
  };
};
