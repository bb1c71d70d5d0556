import { PAYMENTS } from '../organization/accounts.ts';
import { administratorOf, userOf } from '../story/actors.ts';
import { enrolWithKey } from '../story/enrol-with-key.ts';
import {
  attachedNothing,
  attachedTimes,
  attachedTo,
  concluded,
  concludedNothing,
  saw,
  toldOf,
  toldTimes,
} from '../story/expectation.ts';
import type { Step } from '../story/story.ts';
import { giveKey, LIST_USERS, makeUser } from './make-user.ts';
import type { Scenario } from './scenario.ts';

const NADIA = 'stolen-nadia';
const DEVICE = `arn:aws:iam::${PAYMENTS.id}:mfa/${NADIA}-phone`;
const DEACTIVATE = `iam deactivate-mfa-device --user-name ${NADIA} --serial-number ${DEVICE}`;
const thief = userOf(PAYMENTS, NADIA);
const mallory = administratorOf(PAYMENTS, 'mallory');

const atWork: Step = {
  title: 'nadia has a key and a device',
  words:
    'nadia gets a key, the guardian attaches its policy, and she enrols her phone. From then on her key is of use with a code only.',
  play: async (stage) => {
    await makeUser(stage, PAYMENTS, NADIA);
    await giveKey(stage, PAYMENTS, NADIA);
    await stage.guardian([attachedTo(NADIA), toldOf(NADIA, 'can act without MFA')]);
    const phone = await enrolWithKey(stage, PAYMENTS, NADIA, `${NADIA}-phone`);
    await stage.guardian([concluded(NADIA, 'protected'), toldOf('registered with an access key', NADIA)]);
    await stage.allowed(userOf(PAYMENTS, NADIA, phone.code())(LIST_USERS), 'AWS lets her in, with MFA');
  },
};

const stolen: Step = {
  title: 'a thief has the key, and tries',
  words:
    'Somebody copies the key from her laptop. Without a code it reaches nothing, and it can not take the device away either.',
  play: async ({ denied, guardian }) => {
    await denied(thief(LIST_USERS));
    await denied(thief(DEACTIVATE));
    await guardian([saw('DeactivateMFADevice'), concludedNothing, attachedNothing]);
  },
};

const deviceRemoved: Step = {
  title: 'an administrator takes the device away',
  words:
    'mallory is an administrator, and works with the thief. She may deactivate the device, and the guardian can not prevent that. But the policy stays: the key still reaches nothing, and people hear of it.',
  play: async ({ allowed, denied, guardian }) => {
    await allowed(mallory(DEACTIVATE), 'AWS deactivates the device');
    await guardian([
      saw('DeactivateMFADevice'),
      concluded(NADIA, 'awaiting-enrolment'),
      toldOf(NADIA, 'no longer has an MFA device', 'by session mallory', 'deactivate it now'),
      attachedNothing,
    ]);
    await denied(thief(LIST_USERS));
  },
};

const thiefEnrols: Step = {
  title: 'the thief enrols a device of his own',
  words:
    'This is what is left to him: the policy has to let somebody without a device enrol one, and nadia has no password, so the key is all she could do that with. It works, and with its codes the thief gets in. That is why people are told at once, and why the alert before said "deactivate it now". Users with a password get the strict policy, which refuses this to keys.',
  play: async (stage) => {
    const device = await enrolWithKey(stage, PAYMENTS, NADIA, `${NADIA}-thief`);
    await stage.guardian([
      saw('EnableMFADevice'),
      toldOf('registered with an access key', `the IAM user ${NADIA}`, '(high)'),
      concluded(NADIA, 'protected'),
      attachedTimes(0),
      toldTimes(1),
    ]);
    await stage.allowed(
      userOf(PAYMENTS, NADIA, device.code())(LIST_USERS),
      'AWS lets the thief in, with MFA',
    );
    stage.say('What people do then is the scenario "own-device".');
  },
};

export const STOLEN_KEY: Scenario = {
  name: 'stolen-key',
  title: 'A key is stolen from a user with a device',
  summary: 'a thief with a key: what it reaches, and what is left to him',
  cast: { account: PAYMENTS, users: [NADIA] },
  alerts: 5,
  steps: [atWork, stolen, deviceRemoved, thiefEnrols],
};
