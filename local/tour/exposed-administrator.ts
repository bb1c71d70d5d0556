import { PAYMENTS } from '../organization/accounts.ts';
import { administratorOf, userOf } from '../story/actors.ts';
import { attachedTo, concluded, saw, toldOf } from '../story/expectation.ts';
import type { Sighting } from '../story/sighting.ts';
import { sightingText } from '../story/sighting-text.ts';
import type { Step } from '../story/story.ts';

const admin = administratorOf(PAYMENTS);
const mara = userOf(PAYMENTS, 'mara');

export const LIST_USERS = 'iam list-users --query Users[].UserName --output text';

const noDevice: Step = {
  title: 'an administrator with a key and no MFA device',
  words:
    'mara may do everything in the account payments. She has an access key, and no MFA device. That is how things were on the day before the guardian came.',
  play: async ({ allowed, check }) => {
    const query = 'AccessKeyMetadata[].[AccessKeyId,Status] --output text';
    const keys = await allowed(admin(`iam list-access-keys --user-name mara --query ${query}`));
    check('she has an active key', keys.includes('Active'));
    const devices = await allowed(
      admin('iam list-mfa-devices --user-name mara --query MFADevices --output json'),
    );
    check('she has no device', devices === '[]');
  },
};

const keyWorks: Step = {
  title: 'the key works, and nobody asks for MFA',
  words:
    'Whoever copies that key from a laptop or a repository is an administrator too. Nothing has changed about mara since the guardian was deployed, so it has not looked at her yet.',
  play: async ({ allowed }) => {
    await allowed(mara(LIST_USERS), 'AWS lets the key in, without MFA');
  },
};

/** What happens, and then the alert by itself: together they are more than a screen. */
const guardianActs = (): readonly Step[] => {
  let alert: Sighting | undefined;
  return [
    {
      title: 'something changes, and the guardian acts',
      words:
        'mara makes herself another key. CloudTrail records the call, the account forwards the record to the security account, and the guardian reads mara as she is now.',
      play: async ({ allowed, guardian }) => {
        await allowed(
          mara('iam create-access-key --user-name mara --query AccessKey.AccessKeyId --output text'),
        );
        const sightings = await guardian([
          saw('CreateAccessKey'),
          concluded('mara', 'exposed'),
          attachedTo('mara'),
          toldOf('mara', 'can act without MFA'),
          concluded('mara', 'awaiting-enrolment'),
        ]);
        alert = sightings.find(({ kind }) => kind === 'told');
      },
    },
    {
      title: 'what people are told',
      words:
        'This is the whole alert, as it comes by e-mail: what made the guardian look, what the key reaches, which statement allows that, and what happens now.',
      play: async ({ show, check }) => {
        show(['', ...(alert === undefined ? [] : sightingText(alert))]);
        check('one alert came', alert !== undefined);
      },
    },
  ];
};

const keyDenied: Step = {
  title: 'the same key is denied',
  words:
    'The policy that is attached now denies everything without MFA, but for enrolling a device. The key and its secret are what they were.',
  play: async ({ denied }) => {
    await denied(mara(LIST_USERS));
    await denied(mara(['s3api', 'list-buckets']));
  },
};

/** From a key that does everything to a key that does nothing without MFA. */
export const exposedAdministrator: readonly Step[] = [noDevice, keyWorks, ...guardianActs(), keyDenied];
