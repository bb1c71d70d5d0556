import { PAYMENTS } from '../organization/accounts.ts';
import { administratorOf, userOf } from '../story/actors.ts';
import { attachedTo, saw, toldOf } from '../story/expectation.ts';
import type { Step } from '../story/story.ts';
import { LIST_USERS } from './exposed-administrator.ts';

const POLICY = `arn:aws:iam::${PAYMENTS.id}:policy/mfa-guardian/MfaGuardianRequireMfaPasswordChange`;
const mallory = administratorOf(PAYMENTS, 'mallory');
const mara = userOf(PAYMENTS, 'mara');

/** Somebody undoes what the guardian did. */
export const removedPolicy: Step = {
  title: 'somebody removes the policy',
  words:
    'mallory, an administrator, detaches the policy by hand. For a moment the key works again without MFA; then the policy is back, and people know who took it away.',
  play: async ({ allowed, denied, guardian }) => {
    await allowed(
      mallory(`iam detach-user-policy --user-name mara --policy-arn ${POLICY}`),
      'AWS detaches it',
    );
    await guardian([
      saw('DetachUserPolicy'),
      attachedTo('mara'),
      toldOf('mara', 'DetachUserPolicy by session mallory'),
    ]);
    await denied(mara(LIST_USERS));
  },
};
