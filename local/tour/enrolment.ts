import { PAYMENTS } from '../organization/accounts.ts';
import { userOf } from '../story/actors.ts';
import { enrolWithKey, type HeldDevice } from '../story/enrol-with-key.ts';
import { concluded, saw, toldOf } from '../story/expectation.ts';
import type { Step } from '../story/story.ts';
import { LIST_USERS } from './exposed-administrator.ts';

const mara = userOf(PAYMENTS, 'mara');

/** The way back to work, for whoever has been guarded. */
export const enrolment = (): readonly Step[] => {
  let phone: HeldDevice | undefined;
  return [
    {
      title: 'mara enrols a device, with real one-time codes',
      words:
        "Nobody is locked out: what the policy leaves open is enough to enrol a device of one's own. The device is a seed in a file here; its codes are those that a phone would show, and the local AWS checks them. A device that is enrolled with a key could be a thief's, so people are told.",
      play: async (stage) => {
        phone = await enrolWithKey(stage, PAYMENTS, 'mara', 'mara-phone');
        await stage.guardian([
          saw('EnableMFADevice'),
          concluded('mara', 'protected'),
          toldOf('registered with an access key', 'mara'),
        ]);
      },
    },
    {
      title: 'with MFA she works again, without it the key does nothing',
      words:
        'The policy stays: it only denies what comes without MFA. With a code, the key begins a session that AWS knows to have MFA.',
      play: async ({ denied, allowed }) => {
        await denied(mara(LIST_USERS));
        await allowed(userOf(PAYMENTS, 'mara', phone?.code())(LIST_USERS), 'AWS lets her in, with MFA');
      },
    },
  ];
};
