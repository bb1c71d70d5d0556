import { stoppedBystanders } from '#core/bystander/stopped-bystanders.ts';
import { COMPILATION_STEPS, compilePolicy } from '#core/policy/compile-policy.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { known } from '#core/posture/observed.ts';
import { speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import { proveEnrolment } from '#core/proof/prove-enrolment.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import { allDocuments, type EditableDocument, isOfDocument } from './editable-document.ts';
import { guardiansGrants } from './guardians-grants.ts';
import { readDraft } from './policy-draft.ts';

/** The denies of a document that ask for MFA, as a document. */
const deniesOf = (text: string): string | undefined => {
  const compiled = compilePolicy(text, limitedEffort(COMPILATION_STEPS));
  const draft = compiled.ok ? readDraft(text) : undefined;
  const Statement = draft?.statements.filter((_, index) => {
    const statement = compiled.ok ? compiled.value[index] : undefined;
    return statement?.effect === 'Deny' && speaksOfMfa(statement.conditions);
  });
  return Statement === undefined || Statement.length === 0
    ? undefined
    : JSON.stringify({ ...draft?.document, Statement });
};

/**
 * Whether the denies of a document that ask for MFA leave somebody without a device a way to enrol one: somebody who
 * may enrol otherwise. A document that can't be understood says nothing here.
 */
export const leavesEnrolment = (principal: ProvedPrincipal, text: string): boolean => {
  const denies = deniesOf(text);
  if (denies === undefined) {
    return true;
  }
  const grants = guardiansGrants(principal.partition);
  const held = { ...grants, policy: { kind: 'inline', name: 'denies' }, text: denies } as const;
  const holder: ProvedPrincipal = {
    ...principal,
    identityPolicies: { policies: [grants, held], gaps: [] },
    boundary: known('none'),
    serviceControl: { kind: 'absent' },
  };
  return proveEnrolment(holder, 'console-without-mfa', 'virtual').answer === 'possible';
};

/** The denies of the organization by which roles are stopped, which never carry MFA. */
export const stoppingRoles = (principal: ProvedPrincipal): readonly StatementPlace[] =>
  stoppedBystanders(principal).flatMap(({ kind, stoppedBy }) => (kind === 'role-session' ? [stoppedBy] : []));

/** The documents that ask for MFA at the cost of roles, or of whoever has no device yet. */
export const documentsAmiss = (principal: ProvedPrincipal): readonly EditableDocument[] => {
  const places = stoppingRoles(principal);
  return allDocuments(principal).filter(
    (document) =>
      places.some((place) => isOfDocument(document, place)) || !leavesEnrolment(principal, document.text),
  );
};
