import { type Effort, limitedEffort } from '#core/policy/effort.ts';

/** Effort that no small test uses up. */
export const plenty = (): Effort => limitedEffort(1_000_000_000);
