import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { contains, literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import { toList } from '#core/policy/policy-values.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';

/** They need no permission, and no policy denies them: exempting them opens nothing. */
const UNDENIABLE = ['sts:GetCallerIdentity', 'sts:GetAccessKeyInfo'];

const exemptIn = (variant: 'standard' | 'standard-password-change'): readonly string[] =>
  enforcementDocument(variant, 'aws').Statement[0]?.NotAction ?? [];

/** What the guardian's own document leaves to somebody without MFA. */
export const ENROLMENT_ACTIONS: readonly string[] = exemptIn('standard');

/** What may be exempt from a deny without being reach. */
const mayBeExempt = ({ allowPasswordChange }: ProofRules): readonly string[] => [
  ...exemptIn(allowPasswordChange ? 'standard-password-change' : 'standard'),
  ...UNDENIABLE,
];

/** No action's name is longer, nor is any list: this can't be spent. */
const MATCHING_STEPS = 10_000_000;

const named = (pattern: string, actions: readonly string[]): readonly string[] => {
  const outer = wildcardPattern(pattern.toLowerCase());
  const effort = limitedEffort(MATCHING_STEPS);
  return actions.filter((action) => contains(outer, literalPattern(action.toLowerCase()), effort));
};

/** Whether a list of actions names one. */
export const namesAction = (written: unknown, action: string): boolean =>
  toList(written).some((pattern) => typeof pattern === 'string' && named(pattern, [action]).length > 0);

/** An exemption held to enrolment: what is more goes, and a pattern gives way to the enrolment actions that it names. */
export const onlyEnrolment = (written: unknown, rules: ProofRules): readonly string[] => {
  const allowed = mayBeExempt(rules);
  const kept = toList(written).flatMap((pattern) => {
    const text = String(pattern);
    return /[*?]/.test(text)
      ? named(text, ENROLMENT_ACTIONS)
      : allowed.some((action) => action.toLowerCase() === text.toLowerCase())
        ? [text]
        : [];
  });
  return [...new Set(kept)];
};
