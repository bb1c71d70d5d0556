import { READER_ROLE } from '#core/guardian-names.ts';
import { SANDBOX } from '../organization/accounts.ts';
import { administratorOf, userOf } from '../story/actors.ts';
import { attachedNothing, attachedTo, concluded, saw, toldOf } from '../story/expectation.ts';
import type { Step } from '../story/story.ts';

const admin = administratorOf(SANDBOX);
const mallory = administratorOf(SANDBOX, 'mallory');
const ben = userOf(SANDBOX, 'ben');
const STACK = '--stack-name MfaGuardianMember';

const roleRemoved: Step = {
  title: 'a member account loses the role that the guardian reads with',
  words:
    "In the account sandbox, mallory deletes the reader role: the guardian is to be blind there. It can't prevent that, but it notices, and it says so.",
  play: async ({ allowed, guardian }) => {
    const name = await allowed(
      mallory(`iam list-role-policies --role-name ${READER_ROLE} --query PolicyNames[0] --output text`),
    );
    await allowed(mallory(`iam delete-role-policy --role-name ${READER_ROLE} --policy-name ${name}`));
    await allowed(mallory(`iam delete-role --role-name ${READER_ROLE}`));
    await guardian(
      [
        saw('DeleteRole'),
        toldOf('a part of the guardian itself was touched', 'DeleteRole by session mallory'),
        attachedNothing,
      ],
      { unfinished: true },
    );
  },
};

const unknownIsNoPass: Step = {
  title: "what can't be read is neither a pass nor a reason to act",
  words:
    "ben, an administrator of sandbox, makes himself another key. The guardian can't read him, and tells people exactly that. It does not guess, and attaches nothing.",
  play: async ({ allowed, guardian }) => {
    await allowed(ben('iam create-access-key --user-name ben --query AccessKey.AccessKeyId --output text'));
    await guardian(
      [
        saw('CreateAccessKey'),
        concluded('ben', 'undetermined'),
        toldOf('ben', 'could not be judged', 'access was denied'),
        attachedNothing,
      ],
      { unfinished: true },
    );
  },
};

/** The stack is protected from deletion, and made anew from its own template. */
const deployedAgain: Step = {
  title: 'the member stack is deployed again',
  words:
    "An administrator takes the member stack away and deploys it again, from its own template. That, too, touches parts of the guardian, and people hear of it. Nobody was guarded in sandbox yet: the stack of an account where somebody is can't be deleted.",
  play: async ({ allowed, saved, guardian, directory }) => {
    const template = `${directory}/member.template.yaml`;
    await saved(admin(`cloudformation get-template ${STACK} --query TemplateBody --output text`), template);
    await allowed(
      admin(
        `cloudformation update-termination-protection ${STACK} --no-enable-termination-protection --query StackId --output text`,
      ),
    );
    await allowed(admin(`cloudformation delete-stack ${STACK}`));
    await allowed(
      admin(
        `cloudformation create-stack ${STACK} --enable-termination-protection --capabilities CAPABILITY_NAMED_IAM --template-body file://${template} --query StackId --output text`,
      ),
    );
    await guardian(
      [
        saw('DeleteStack'),
        toldOf('a part of the guardian itself was touched', 'DeleteStack by session local-administrator'),
        attachedNothing,
      ],
      { unfinished: true },
    );
  },
};

const seesAgain: Step = {
  title: 'the guardian sees again',
  words:
    'When something about ben changes next, here his old key, the guardian reads him, and does for him what it did for mara. He has a password, so he gets the strict policy: with his key alone, nobody can enrol a device for him.',
  play: async ({ allowed, guardian, denied, directory }) => {
    const query = 'AccessKeyMetadata[0].AccessKeyId --output text';
    const key = await allowed(admin(`iam list-access-keys --user-name ben --query ${query}`));
    await allowed(admin(`iam delete-access-key --user-name ben --access-key-id ${key}`));
    await guardian(
      [
        saw('DeleteAccessKey'),
        concluded('ben', 'exposed'),
        attachedTo('ben'),
        toldOf('ben', 'can act without MFA'),
        concluded('ben', 'awaiting-enrolment'),
      ],
      { unfinished: true },
    );
    await denied(ben('iam list-users'));
    const bootstrap = `--bootstrap-method Base32StringSeed --outfile ${directory}/ben-thief.seed`;
    await denied(ben(`iam create-virtual-mfa-device --virtual-mfa-device-name ben-thief ${bootstrap}`));
  },
};

/** Somebody takes the guardian's sight in one account, and gets told on. */
export const blindedAccount: readonly Step[] = [roleRemoved, unknownIsNoPass, deployedAgain, seesAgain];
