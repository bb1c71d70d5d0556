import { ChangePasswordCommand } from '@aws-sdk/client-iam';
import { SANDBOX } from '../organization/accounts.ts';
import { administratorOf } from '../story/actors.ts';
import { attachedNothing, attachedTo, concluded, saw, toldNobody, toldOf } from '../story/expectation.ts';
import type { Step } from '../story/story.ts';
import { enrolInConsole, listUsers, signIn } from './console.ts';
import { givePassword, makeUser } from './make-user.ts';
import type { Scenario } from './scenario.ts';

const TOM = 'help-tom';
const DEVICE = `arn:aws:iam::${SANDBOX.id}:mfa/${TOM}-phone`;
const RESET = 'another-Horse-8-battery';
const OWN = 'my-own-Horse-9-battery';
const helpdesk = administratorOf(SANDBOX, 'helpdesk');

const atWork: Step = {
  title: 'tom has a password and a phone',
  words:
    'tom signs in to the console. The guardian attaches the strict policy, as he needs no key to enrol: he adds his phone on the security page. POST /_local/console-session stands for the sign-in page, which no command of AWS is for.',
  play: async (stage) => {
    await makeUser(stage, SANDBOX, TOM);
    await givePassword(stage, SANDBOX, TOM);
    await stage.guardian([attachedTo(TOM), toldOf(TOM, 'can act without MFA')]);
    await enrolInConsole(await signIn(stage, SANDBOX, TOM), TOM, `${TOM}-phone`);
    await stage.guardian([saw('EnableMFADevice'), concluded(TOM, 'protected'), attachedNothing]);
  },
};

const phoneLost: Step = {
  title: 'tom loses the phone, and the help desk resets him',
  words:
    'The help desk deactivates the device and gives tom a new password, which he has to change. Attackers who call a help desk ask for exactly this, so people are told of it.',
  play: async ({ allowed, guardian }) => {
    await allowed(
      helpdesk(`iam deactivate-mfa-device --user-name ${TOM} --serial-number ${DEVICE}`),
      'AWS deactivates the device',
    );
    await allowed(
      helpdesk(`iam update-login-profile --user-name ${TOM} --password ${RESET} --password-reset-required`),
      'AWS stores the password',
    );
    await guardian([
      saw('DeactivateMFADevice'),
      concluded(TOM, 'awaiting-enrolment'),
      toldOf(TOM, 'no longer has an MFA device', 'by session helpdesk'),
      attachedNothing,
    ]);
  },
};

const backIn: Step = {
  title: 'tom signs in without MFA, and can do two things',
  words:
    'He has no device, so AWS asks for none. The policy lets him change his password and enrol a device, and nothing else. Nobody is told: this sign-in is limited.',
  play: async (stage) => {
    const console = await signIn(stage, SANDBOX, TOM);
    await console.denied('opens the list of users', listUsers);
    await console.allowed('changes his password', (iam) =>
      iam.send(new ChangePasswordCommand({ OldPassword: RESET, NewPassword: OWN })),
    );
    await stage.guardian([saw('ConsoleLogin'), saw('ChangePassword'), toldNobody, attachedNothing]);
  },
};

const newPhone: Step = {
  title: 'tom enrols a new phone, and works again',
  words: 'From the console, as people do: no alert. Then he signs in again, with a code.',
  play: async (stage) => {
    const code = await enrolInConsole(await signIn(stage, SANDBOX, TOM), TOM, `${TOM}-new-phone`);
    await stage.guardian([saw('EnableMFADevice'), concluded(TOM, 'protected'), toldNobody, attachedNothing]);
    const withMfa = await signIn(stage, SANDBOX, TOM, code());
    await withMfa.allowed('opens the list of users', listUsers);
    await stage.guardian([saw('ConsoleLogin'), toldNobody, attachedNothing]);
  },
};

export const HELPDESK: Scenario = {
  name: 'helpdesk',
  title: 'A lost phone, and a help desk that resets the user',
  summary: 'a lost phone: what the help desk does, who is told, and nobody is locked out',
  cast: { account: SANDBOX, users: [TOM] },
  alerts: 3,
  steps: [atWork, phoneLost, backIn, newPhone],
};
