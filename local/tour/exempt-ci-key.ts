import { PAYMENTS } from '../organization/accounts.ts';
import { userOf } from '../story/actors.ts';
import { attachedNothing, concluded, saw, toldNobody } from '../story/expectation.ts';
import type { Step } from '../story/story.ts';

const ci = userOf(PAYMENTS, 'ci-deploy');
const DEPLOYS = 'cloudformation list-stacks --query StackSummaries[].[StackName,StackStatus] --output text';

/** A machine that can't have MFA, and must not stop. */
export const exemptCiKey: Step = {
  title: 'a CI key that must keep working',
  words:
    'ci-deploy deploys from a pipeline with a key, and no machine types codes. The configuration names it as exempt, by its ARN and its id, with a reason. It gets a new key: the guardian looks, says on its bus what it found, and leaves it and everybody else alone.',
  play: async ({ allowed, guardian }) => {
    await allowed(ci(DEPLOYS), 'the pipeline works');
    await allowed(
      ci('iam create-access-key --user-name ci-deploy --query AccessKey.AccessKeyId --output text'),
    );
    await guardian([saw('CreateAccessKey'), concluded('ci-deploy', 'exposed'), toldNobody, attachedNothing]);
    await allowed(ci(DEPLOYS), 'the pipeline still works');
  },
};
