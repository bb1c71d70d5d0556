import { READER_ROLE } from '#core/guardian-names.ts';
import { SANDBOX } from '../organization/accounts.ts';
import { administratorOf, userOf } from '../story/actors.ts';
import { attachedNothing, attachedTo, concluded, saw, toldOf } from '../story/expectation.ts';
import type { Stage } from '../story/stage.ts';
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
      'AWS names its policy',
    );
    await allowed(
      mallory(`iam delete-role-policy --role-name ${READER_ROLE} --policy-name ${name}`),
      'AWS deletes the policy',
    );
    await allowed(mallory(`iam delete-role --role-name ${READER_ROLE}`), 'AWS deletes the role');
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
    await allowed(
      ben('iam create-access-key --user-name ben --query AccessKey.AccessKeyId --output text'),
      'AWS makes the key',
    );
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
const deployAgain = async ({ allowed, saved, directory }: Stage): Promise<void> => {
  const template = `${directory}/member.template.yaml`;
  await saved(admin(`cloudformation get-template ${STACK} --query TemplateBody --output text`), template);
  await allowed(
    admin(`cloudformation update-termination-protection ${STACK} --no-enable-termination-protection`),
  );
  await allowed(admin(`cloudformation delete-stack ${STACK}`));
  await allowed(
    admin(
      `cloudformation create-stack ${STACK} --enable-termination-protection --capabilities CAPABILITY_NAMED_IAM --template-body file://${template}`,
    ),
  );
};

const seesAgain: Step = {
  title: 'the member stack is deployed again',
  words:
    'An administrator deploys the member stack again. When something about ben changes next, here his old key, the guardian reads him, and does for him what it did for mara.',
  play: async (stage) => {
    await deployAgain(stage);
    const query = 'AccessKeyMetadata[0].AccessKeyId --output text';
    const key = await stage.allowed(admin(`iam list-access-keys --user-name ben --query ${query}`));
    await stage.allowed(admin(`iam delete-access-key --user-name ben --access-key-id ${key}`));
    await stage.guardian(
      [
        saw('DeleteAccessKey'),
        concluded('ben', 'exposed'),
        attachedTo('ben'),
        toldOf('ben', 'can act without MFA'),
        concluded('ben', 'awaiting-enrolment'),
      ],
      { unfinished: true },
    );
    await stage.denied(ben('iam list-users'));
  },
};

/** Somebody takes the guardian's sight in one account, and gets told on. */
export const blindedAccount: readonly Step[] = [roleRemoved, unknownIsNoPass, seesAgain];
