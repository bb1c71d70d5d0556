import type { GuardMode } from './guard-action.ts';

/** What the reviewed configuration allows the guardian to do. */
export interface Rollout {
  readonly mode: GuardMode;
  /**
   * Whether people without MFA may change their own password. A forced reset meets them before they can enrol a
   * device: where this is not allowed, it locks them out.
   */
  readonly allowPasswordChange: boolean;
}
