import { isMfaKey } from '#core/proof/mfa-conditions.ts';
import { type Asking, admittedBy, deniedIn } from './admission.ts';
import { namesPrincipal, type TrustStatement } from './trust-statement.ts';
import type { UsedWhyCode } from './trust-why-texts.ts';
import { isOpen, whyDenyFails } from './why-statement.ts';

/** What of an allow leaves open whether it lets a caller in; nothing where what it says is certain. */
export const whyAllowIsOpen = (allow: TrustStatement, asking: Asking): readonly UsedWhyCode[] => {
  const { principal, caller, effort } = asking;
  if (admittedBy(allow, { ...asking, statements: [] }) !== 'open') {
    return [];
  }
  const isNamed = caller.isDocumented && namesPrincipal(allow, principal, effort) === 'must';
  const asked = allow.conditions.filter(({ key }) => isMfaKey(key));
  const codes = [
    ...(isNamed ? [] : (['principal-is-undefined'] as const)),
    ...(asked.some((entry) => isOpen(entry, caller.contexts, effort))
      ? (['allow-gate-is-undefined'] as const)
      : []),
  ];
  return codes.length === 0 ? ['condition-is-undefined'] : codes;
};

/** Why it is open whether a deny keeps out whom an allow lets in; nothing where it certainly doesn't. */
export const whyDenyIsOpen = (
  deny: TrustStatement,
  allow: TrustStatement,
  asking: Asking,
): readonly UsedWhyCode[] => {
  const { principal, caller, effort } = asking;
  if (caller.contexts.every((context) => deniedIn(context, deny, allow, asking) === 'admitted')) {
    return [];
  }
  return namesPrincipal(deny, principal, effort) === 'must'
    ? whyDenyFails(deny, caller, effort)
    : ['deny-is-undefined'];
};
