import { limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { isRecord } from '#core/policy/policy-values.ts';
import { type ChangedDocument, changeAllows, changeDenies } from './change-trust.ts';
import { type JudgedDocument, judgeDocument, TRUST_STEPS } from './judge-document.ts';
import type { JudgedPrincipal } from './judge-principal.ts';
import { canCarryMfa } from './trust-admissions.ts';
import type { TrustAnswer, TrustRepair } from './trust-judgement.ts';
import type { TrustingRole } from './trusting-role.ts';

const NEEDS_REPAIR: ReadonlySet<TrustAnswer> = new Set(['without-mfa', 'undetermined']);
/** Somebody of an account that roles get in from may still be one of those roles. */
const REPAIRED: ReadonlySet<TrustAnswer> = new Set(['requires-mfa', 'cannot-carry-mfa']);

const needsRepair = ({ admissions, trusted }: JudgedPrincipal): boolean =>
  canCarryMfa(admissions.principal) && NEEDS_REPAIR.has(trusted.answer);

/** Whether whoever can carry MFA has to, and the others are let in as before. */
const isRepaired = (before: JudgedDocument, after: JudgedDocument): boolean => {
  const answers = new Map(
    after.principals.map(({ admissions, trusted }) => [admissions.principal.identity, trusted.answer]),
  );
  return before.principals.every((principal) => {
    const answer = answers.get(principal.admissions.principal.identity);
    return needsRepair(principal)
      ? answer !== undefined && REPAIRED.has(answer)
      : answer === principal.trusted.answer;
  });
};

const provedRepair = (
  before: JudgedDocument,
  changed: ChangedDocument | undefined,
  role: TrustingRole,
): TrustRepair | undefined => {
  const after = changed === undefined ? undefined : judgeDocument(changed.text, role);
  return changed !== undefined && after?.ok === true && isRepaired(before, after.value)
    ? { ...changed, principals: after.value.principals.map(({ trusted }) => trusted) }
    : undefined;
};

/**
 * The smallest change after which everybody has to use MFA who can: one word of a deny where that is enough, else the
 * condition in each allow that lets somebody in without. Given only if judging the changed document says so.
 */
export const repairTrust = (
  text: string,
  judged: JudgedDocument,
  role: TrustingRole,
): TrustRepair | undefined => {
  const document: unknown = JSON.parse(text);
  if (!(isRecord(document) && judged.principals.some(needsRepair))) {
    return undefined;
  }
  try {
    return (
      provedRepair(judged, changeDenies(document, judged), role) ??
      provedRepair(judged, changeAllows(document, judged, role, limitedEffort(TRUST_STEPS)), role)
    );
  } catch (error) {
    if (error instanceof TooComplex) {
      return undefined;
    }
    throw error;
  }
};
