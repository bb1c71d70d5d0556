import { SANDBOX } from '../organization/accounts.ts';
import { administratorOf, userOf } from '../story/actors.ts';
import { enrolWithKey } from '../story/enrol-with-key.ts';
import { attachedNothing, attachedTo, concluded, saw, toldOf } from '../story/expectation.ts';
import type { Step } from '../story/story.ts';
import { giveKey, LIST_USERS, makeUser } from './make-user.ts';
import type { Scenario } from './scenario.ts';

const RITA = 'own-rita';
const POLICY = `arn:aws:iam::${SANDBOX.id}:policy/mfa-guardian/MfaGuardianRequireMfaPasswordChange`;
const DEVICE = `arn:aws:iam::${SANDBOX.id}:mfa/${RITA}-thief`;
const responder = administratorOf(SANDBOX, 'incident-response');
const KEY_QUERY = 'AccessKeyMetadata[0].AccessKeyId --output text';

const noDevice: Step = {
  title: 'rita has a key and no device',
  words:
    'The guardian attaches its policy as soon as there is a key. One thing is left to whoever holds the key, be that rita or not: rita has no password, so it is with the key that she has to enrol.',
  play: async (stage) => {
    await makeUser(stage, SANDBOX, RITA);
    await giveKey(stage, SANDBOX, RITA);
    await stage.guardian([
      attachedTo(RITA),
      toldOf(RITA, 'can act without MFA', 'an active access key'),
      concluded(RITA, 'awaiting-enrolment'),
    ]);
  },
};

const attackerEnrols: Step = {
  title: 'an attacker who holds the key enrols a device',
  words:
    'AWS sees a user who registers a first device, as everybody does once. The guardian sees that a long-term key did it, not a session of the console, and says so.',
  play: async (stage) => {
    const device = await enrolWithKey(stage, SANDBOX, RITA, `${RITA}-thief`);
    await stage.guardian([
      saw('EnableMFADevice'),
      toldOf('registered with an access key', `the IAM user ${RITA}`),
      concluded(RITA, 'protected'),
    ]);
    await stage.allowed(userOf(SANDBOX, RITA, device.code())(LIST_USERS), 'AWS lets the attacker in');
  },
};

const peopleRespond: Step = {
  title: 'people deactivate the key and the device',
  words:
    'That is what the alert asks for if rita knows nothing of it. No more sessions can begin now. Those that live already go on, for up to 36 hours: AWS ends none of them, and those that began with the device pass for MFA. So look at what they did, too.',
  play: async ({ allowed, guardian }) => {
    const key = await allowed(responder(`iam list-access-keys --user-name ${RITA} --query ${KEY_QUERY}`));
    await allowed(
      responder(`iam update-access-key --user-name ${RITA} --access-key-id ${key} --status Inactive`),
      'AWS deactivates the key',
    );
    await allowed(
      responder(`iam deactivate-mfa-device --user-name ${RITA} --serial-number ${DEVICE}`),
      'AWS deactivates the device',
    );
    await guardian([
      saw('UpdateAccessKey'),
      saw('DeactivateMFADevice'),
      concluded(RITA, 'awaiting-enrolment'),
      attachedNothing,
    ]);
  },
};

const sessionsLive: Step = {
  title: 'the guardian remembers what may still live',
  words:
    'rita now has nothing to sign in with, so somebody tidies up and detaches the policy. But a session that the key began without MFA may still be alive. The guardian remembers the key for those 36 hours, and puts the policy back.',
  play: async ({ allowed, guardian }) => {
    await allowed(
      responder(`iam detach-user-policy --user-name ${RITA} --policy-arn ${POLICY}`),
      'AWS detaches it',
    );
    await guardian([
      saw('DetachUserPolicy'),
      concluded(RITA, 'exposed'),
      toldOf(RITA, 'can act without MFA', 'a session from GetSessionToken', 'lives up to 36 hours'),
      attachedTo(RITA),
    ]);
  },
};

export const OWN_DEVICE: Scenario = {
  name: 'own-device',
  title: "An attacker enrols a device of his own, with a user's key",
  summary: 'an attacker enrols a device with a key: the alert, what to do, what then is left',
  cast: { account: SANDBOX, users: [RITA] },
  alerts: 5,
  steps: [noDevice, attackerEnrols, peopleRespond, sessionsLive],
};
