import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateUserCommand,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { PAYMENTS } from '../organization/accounts.ts';
import { administratorOf, userOf } from '../story/actors.ts';
import {
  attachedNothing,
  attachedTimes,
  attachedTo,
  concluded,
  forEach,
  toldNobody,
} from '../story/expectation.ts';
import { queueDepths } from '../story/queue-depth.ts';
import type { Stage } from '../story/stage.ts';
import type { Step } from '../story/story.ts';
import { summaryText } from '../story/summary-text.ts';
import { iamAs } from './iam-as.ts';
import { inGroups } from './in-groups.ts';
import type { Scenario } from './scenario.ts';
import { numbersText, toldOfEachOnce } from './storm-numbers.ts';

const GROUP = 'storm-everyone';
const POLICY = 'require-mfa';
const AT_ONCE = 10;

/** A look at each, within what the guardian allows itself of an account's IAM, and the minute of a digest. */
const PATIENCE_MS = 900_000;

/** A group with much permission and a policy of its own that holds it behind MFA, and so many users in it. */
const populate = async ({ endpoint }: Stage, people: readonly string[]): Promise<void> => {
  const iam = await iamAs(endpoint, PAYMENTS, 'human-resources');
  await iam.send(new CreateGroupCommand({ GroupName: GROUP }));
  const PolicyDocument = JSON.stringify(enforcementDocument('standard', 'aws'));
  await iam.send(new PutGroupPolicyCommand({ GroupName: GROUP, PolicyName: POLICY, PolicyDocument }));
  const PolicyArn = 'arn:aws:iam::aws:policy/PowerUserAccess';
  await iam.send(new AttachGroupPolicyCommand({ GroupName: GROUP, PolicyArn }));
  await inGroups(people, AT_ONCE, async (UserName) => {
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new AddUserToGroupCommand({ UserName, GroupName: GROUP }));
    await iam.send(new CreateAccessKeyCommand({ UserName }));
  });
};

const calm = (people: readonly string[]): Step => ({
  title: `${people.length} people behind a policy of their own`,
  words: `A group of ${people.length} users, each with a key and no device. The company wrote a policy for the group that denies everything without MFA. The guardian proves that it does, and has nothing to add.`,
  play: async (stage) => {
    await populate(stage, people);
    await stage.guardian(
      [
        forEach('found that each awaits enrolment', people, (userName) =>
          concluded(userName, 'awaiting-enrolment'),
        ),
        toldNobody,
        attachedNothing,
      ],
      { summary: summaryText, milliseconds: PATIENCE_MS },
    );
  },
});

const countDeadLetters = async (endpoint: string): Promise<number> =>
  (await queueDepths(endpoint)())
    .filter(({ holdsDeadLetters }) => holdsDeadLetters)
    .reduce((sum, { messages }) => sum + messages, 0);

const strikes = (people: readonly string[]): Step => ({
  title: 'one call takes that policy away',
  words: `Somebody deletes the policy of the group: ${people.length} keys do nearly everything now, without MFA. The guardian reads each of the users, no faster than the account can bear, and guards them. People get ten alerts, and one digest that names the others; it comes when the minute is over.`,
  play: async ({ endpoint, allowed, check, guardian, show }) => {
    const deadLetters = await countDeadLetters(endpoint);
    const began = Date.now();
    await allowed(
      administratorOf(
        PAYMENTS,
        'mallory',
      )(`iam delete-group-policy --group-name ${GROUP} --policy-name ${POLICY}`),
      'AWS deletes the policy',
    );
    const sightings = await guardian(
      [
        forEach('attached the enforcement policy to each of them, once', people, attachedTo),
        toldOfEachOnce(people),
        forEach('found that each awaits enrolment', people, (userName) =>
          concluded(userName, 'awaiting-enrolment'),
        ),
        attachedTimes(people.length),
      ],
      { summary: summaryText, milliseconds: PATIENCE_MS },
    );
    show(['', ...numbersText(sightings, people.length, began)]);
    check('nothing was lost: no dead letter came', (await countDeadLetters(endpoint)) === deadLetters);
  },
});

const denied = (userName: string): Step => ({
  title: 'the last key is denied',
  words: 'As are the others.',
  play: (stage) => stage.denied(userOf(PAYMENTS, userName)('sqs list-queues')),
});

/** So many users at once; a digest needs more than ten. */
export const storm = (count: number): Scenario => {
  const people = Array.from({ length: count }, (_, index) => `storm-${String(index + 1).padStart(3, '0')}`);
  return {
    name: 'storm',
    title: `One call exposes ${count} users`,
    summary: `one call exposes ${count} users at once: ten alerts and a digest, nothing lost`,
    cast: { account: PAYMENTS, users: people, groups: [GROUP] },
    alerts: 10,
    steps: [calm(people), strikes(people), denied(people.at(-1) ?? '')],
  };
};
