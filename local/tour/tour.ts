import type { Story } from '../story/story.ts';
import { blindedAccount } from './blinded-account.ts';
import { enrolment } from './enrolment.ts';
import { exemptCiKey } from './exempt-ci-key.ts';
import { exposedAdministrator } from './exposed-administrator.ts';
import { removedPolicy } from './removed-policy.ts';

/** What the guardian does, step by step. */
export const TOUR: Story = {
  name: 'tour',
  title: 'The tour',
  steps: [...exposedAdministrator, ...enrolment(), removedPolicy, exemptCiKey, ...blindedAccount],
};
