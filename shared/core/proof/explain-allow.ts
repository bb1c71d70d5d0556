import type { Effort } from '#core/policy/effort.ts';
import { evaluateEntry } from './evaluate-condition.ts';
import { isMfaKey } from './mfa-conditions.ts';
import type { PlacedStatement } from './principal-policies.ts';
import type { RequestContext } from './request-context.ts';
import type { WhyCode } from './session-proof.ts';

/** Why an allow that asks for MFA does not keep anybody without it out; undefined if it does. */
export const explainAllow = (
  { conditions }: PlacedStatement,
  context: RequestContext,
  effort: Effort,
): WhyCode | undefined => {
  const asked = conditions.filter(({ key }) => isMfaKey(key));
  if (asked.length === 0) {
    return undefined;
  }
  const outcomes = asked.map((entry) => evaluateEntry(entry, context, effort));
  if (outcomes.includes('cannot')) {
    return 'gates-only-its-own-allow';
  }
  if (outcomes.includes('may')) {
    return 'allow-gate-is-undefined';
  }
  return asked.every(({ operator }) => operator.family === 'null')
    ? 'allow-null-admits-sessions'
    : 'allow-ifexists-admits-keys';
};
