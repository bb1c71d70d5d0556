import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';

/** How far the rollout goes: watch and tell, or also attach. */
export type GuardMode = 'observe' | 'enforce';

/** What to do about a verdict. */
export type GuardAction =
  | {
      readonly kind: 'leave-alone';
      readonly because: 'not-exposed' | 'observe-mode' | 'exempt' | 'break-glass';
    }
  | { readonly kind: 'attach'; readonly variant: EnforcementVariant }
  /** People have to look: the facts don't allow a decision. */
  | { readonly kind: 'escalate'; readonly because: 'undetermined' };
