import { GARBAGE } from './garbage.ts';
import { HELPDESK } from './helpdesk.ts';
import { ODD_ORDER } from './odd-order.ts';
import { OWN_DEVICE } from './own-device.ts';
import type { Scenario } from './scenario.ts';
import { SIGN_IN } from './sign-in.ts';
import { STOLEN_KEY } from './stolen-key.ts';
import { storm } from './storm.ts';
import { TERRAFORM } from './terraform.ts';

/** How many users a storm is of, unless told otherwise. */
const STORM_USERS = 200;

/** Everything that can be played, in the order in which it is best seen. */
export const scenariosWith = (stormUsers = STORM_USERS): readonly Scenario[] => [
  TERRAFORM,
  STOLEN_KEY,
  OWN_DEVICE,
  HELPDESK,
  SIGN_IN,
  ODD_ORDER,
  GARBAGE,
  storm(stormUsers),
];
