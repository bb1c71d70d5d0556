import type { Partition } from '#core/kernel/aws-identifiers.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { PolicyText } from '#core/posture/posture-snapshot.ts';
import { enforcementDocument } from './enforcement-document.ts';
import type { EnforcementVariant } from './enforcement-variant.ts';

/** Whether a policy of ours still says what was deployed. Whoever can write a version could have emptied it. */
export type EnforcementIntegrity = 'intact' | 'altered' | 'absent';

const sameDocument = (text: string, variant: EnforcementVariant, partition: Partition): boolean => {
  try {
    return canonicalJson(JSON.parse(text)) === canonicalJson(enforcementDocument(variant, partition));
  } catch {
    return false;
  }
};

export const verifyEnforcement = (
  policy: PolicyText,
  variant: EnforcementVariant,
  partition: Partition,
): EnforcementIntegrity => {
  if (policy.kind === 'no-such-policy') {
    return 'absent';
  }
  return sameDocument(policy.text, variant, partition) ? 'intact' : 'altered';
};
