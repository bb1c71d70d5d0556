import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import { enforcementPolicyArn } from '#core/enforcement/enforcement-variant.ts';
import { verifyEnforcement } from '#core/enforcement/verify-enforcement.ts';
import { assertNever } from '#core/kernel/assert-never.ts';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import type { AttachFailure } from '#core/ledger/intent.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { locksNobodyOut } from './lock-out.ts';
import { planAction } from './plan-action.ts';
import type { Rollout } from './rollout.ts';

/** What to do about an announced exposure, by a fresh read of the principal. */
export type AttachmentPlan =
  | { readonly kind: 'attach'; readonly policyArn: Arn }
  | { readonly kind: 'give-up'; readonly because: AttachFailure };

type Present = PostureSnapshot & { readonly kind: 'present' };

const giveUp = (because: AttachFailure): AttachmentPlan => ({ kind: 'give-up', because });

/** Only a policy that says what was deployed is worth attaching, and only where it locks nobody out. */
const attachIntact = ({ principal, user }: Present, variant: EnforcementVariant): AttachmentPlan => {
  const policy = user.enforcementPolicies[variant];
  if (policy.kind === 'unknown') {
    return giveUp('facts-unknown');
  }
  const integrity = verifyEnforcement(policy.fact, variant, principal.partition);
  switch (integrity) {
    case 'intact':
      return locksNobodyOut(principal, user, variant)
        ? {
            kind: 'attach',
            policyArn: enforcementPolicyArn(principal.partition, principal.account, variant),
          }
        : giveUp('would-lock-out');
    case 'altered':
      return giveUp('enforcement-policy-altered');
    case 'absent':
      return giveUp('enforcement-policy-absent');
    default:
      return assertNever(integrity);
  }
};

/** A message never suffices: the fresh verdict decides, whatever was announced. */
export const planAttachment = (
  snapshot: PostureSnapshot,
  judged: UserId,
  fresh: MfaVerdict,
  rollout: Rollout,
): AttachmentPlan => {
  if (snapshot.kind !== 'present') {
    return giveUp(snapshot.kind === 'absent' ? 'user-gone' : 'facts-unknown');
  }
  if (snapshot.user.userId !== judged) {
    // Somebody else has the name by now, and gets a verdict of their own.
    return giveUp('user-gone');
  }
  const action = planAction(fresh, snapshot.user, rollout);
  switch (action.kind) {
    case 'attach':
      return attachIntact(snapshot, action.variant);
    case 'leave-alone':
      return giveUp('no-longer-needed');
    case 'escalate':
      return giveUp('facts-unknown');
    default:
      return assertNever(action);
  }
};
