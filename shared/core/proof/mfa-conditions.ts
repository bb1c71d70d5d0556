import type { ConditionEntry } from '#core/policy/policy-statement.ts';

const MFA_KEYS: ReadonlySet<string> = new Set(['aws:multifactorauthpresent', 'aws:multifactorauthage']);

/** A key that tells of MFA. */
export const isMfaKey = (key: string): boolean => MFA_KEYS.has(key);

/** A key that its author may have taken for one that tells of MFA; a tag of any name is no such key. */
export const looksLikeMfaKey = (key: string): boolean => /^[^/]*(?:multi-?factor|mfa)[^/]*$/.test(key);

/** Whether a statement's author thought of MFA. */
export const speaksOfMfa = (conditions: readonly ConditionEntry[]): boolean =>
  conditions.some(({ key }) => looksLikeMfaKey(key));
