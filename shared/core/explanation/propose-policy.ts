import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { proveAll, type RepairRules } from '#core/repair/prove-all.ts';
import type { Repair } from '#core/repair/repair.ts';
import { isMended } from './is-mended.ts';

/** What a policy is called that is still to be made. */
const NEW_POLICY = 'a new policy';

const CHANGES = [
  {
    statement: 'the document',
    text: 'attach it besides what is held: no document was found that mends this by itself',
  },
];

/**
 * Nobody can change what AWS maintains, and not every document is worth mending: one policy more, the guardian's own.
 * Undefined where something is not known, and where it is not proved that it enforces MFA and takes nothing from
 * sessions with it.
 */
export const proposePolicy = (principal: ProvedPrincipal, rules: RepairRules): Repair | undefined => {
  const { policies, gaps } = principal.identityPolicies;
  const variant = rules.allowPasswordChange ? 'standard-password-change' : 'standard';
  const text = JSON.stringify(enforcementDocument(variant, principal.partition), null, 2);
  const holder = { kind: 'user' } as const;
  const policy = { kind: 'inline', name: NEW_POLICY } as const;
  const held = [...policies, { holder, policy, text }];
  const guarded = { ...principal, identityPolicies: { policies: held, gaps } };
  const [before, sessions] = [proveAll(principal, rules), proveAll(guarded, rules)];
  return isMended(before, sessions) ? { holder, policy, changes: CHANGES, text, sessions } : undefined;
};
