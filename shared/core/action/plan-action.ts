import { assertNever } from '#core/kernel/assert-never.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { chooseVariant } from './choose-variant.ts';
import type { GuardAction } from './guard-action.ts';
import type { Rollout } from './rollout.ts';

const planForExposed = ({ disposition }: MfaVerdict, user: UserPosture, rollout: Rollout): GuardAction => {
  switch (disposition.kind) {
    case 'exempt':
    case 'break-glass':
      return { kind: 'leave-alone', because: disposition.kind };
    case 'none':
      return rollout.mode === 'observe'
        ? { kind: 'leave-alone', because: 'observe-mode' }
        : { kind: 'attach', variant: chooseVariant(user, rollout) };
    default:
      return assertNever(disposition);
  }
};

/** What the rollout in force does about a verdict. Only the exposed are ever acted upon. */
export const planAction = (verdict: MfaVerdict, user: UserPosture, rollout: Rollout): GuardAction => {
  switch (verdict.finding.kind) {
    case 'no-access':
    case 'protected':
    case 'awaiting-enrolment':
      return { kind: 'leave-alone', because: 'not-exposed' };
    case 'exposed':
      return planForExposed(verdict, user, rollout);
    case 'undetermined':
      return { kind: 'escalate', because: 'undetermined' };
    default:
      return assertNever(verdict.finding);
  }
};
