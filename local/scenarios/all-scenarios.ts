import { ODD_ORDER } from './odd-order.ts';
import type { Scenario } from './scenario.ts';
import { TERRAFORM } from './terraform.ts';

/** Everything that can be played, in the order in which it is best seen. */
export const SCENARIOS: readonly Scenario[] = [TERRAFORM, ODD_ORDER];
