import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateUserCommand,
  type IAMClient,
  PutGroupPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { PAYMENTS } from '../organization/accounts.ts';
import { userOf } from '../story/actors.ts';
import { enrolWithKey } from '../story/enrol-with-key.ts';
import {
  attachedTimes,
  attachedTo,
  concluded,
  forEach,
  saw,
  toldOf,
  toldTimes,
} from '../story/expectation.ts';
import type { Step } from '../story/story.ts';
import { summaryText } from '../story/summary-text.ts';
import { iamAs } from './iam-as.ts';
import type { Scenario } from './scenario.ts';

const GROUP = 'tf-team';
const PEOPLE = ['tf-ada', 'tf-ben', 'tf-cleo', 'tf-dan', 'tf-eve'] as const;
const LAST = PEOPLE[4];
const LIST_QUEUES = 'sqs list-queues --output text';

const QUEUES = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
});

/** Each wave of calls needs the one before it, as resources that depend on each other do. */
const wavesOf = (iam: IAMClient): readonly (() => Promise<unknown>)[][] => [
  [() => iam.send(new CreateGroupCommand({ GroupName: GROUP }))],
  [
    () =>
      iam.send(
        new AttachGroupPolicyCommand({
          GroupName: GROUP,
          PolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess',
        }),
      ),
    () =>
      iam.send(new PutGroupPolicyCommand({ GroupName: GROUP, PolicyName: 'queues', PolicyDocument: QUEUES })),
    ...PEOPLE.map((UserName) => () => iam.send(new CreateUserCommand({ UserName }))),
  ],
  PEOPLE.map((UserName) => () => iam.send(new AddUserToGroupCommand({ UserName, GroupName: GROUP }))),
  PEOPLE.flatMap((UserName) => [
    () => iam.send(new CreateAccessKeyCommand({ UserName })),
    () => iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'team', Value: 'tf' }] })),
  ]),
];

const apply = async (endpoint: string): Promise<{ readonly calls: number; readonly seconds: string }> => {
  const iam = await iamAs(endpoint, PAYMENTS, 'terraform');
  const began = Date.now();
  let calls = 0;
  for (const wave of wavesOf(iam)) {
    await Promise.all(wave.map((call) => call()));
    calls += wave.length;
  }
  return { calls, seconds: ((Date.now() - began) / 1_000).toFixed(1) };
};

const pipelineRuns: Step = {
  title: 'a pipeline onboards five people',
  words:
    'A pipeline, in a role session named terraform, makes a group with policies, and five users in it, each with a key and a tag. None of them has a device. All of these calls reach the guardian, in whatever order; it waits a moment and then reads each user once.',
  play: async ({ endpoint, say, guardian }) => {
    const { calls, seconds } = await apply(endpoint);
    say(`The pipeline made ${calls} calls of IAM in ${seconds} s.`);
    await guardian(
      [
        forEach('attached the enforcement policy to each of them, once', PEOPLE, attachedTo),
        forEach('told people of each of them, once', PEOPLE, (userName) =>
          toldOf(`${userName} in payments`, 'can act without MFA'),
        ),
        forEach('found that each awaits enrolment', PEOPLE, (userName) =>
          concluded(userName, 'awaiting-enrolment'),
        ),
        attachedTimes(PEOPLE.length),
        toldTimes(PEOPLE.length),
      ],
      { summary: summaryText },
    );
  },
};

const keysAreDenied: Step = {
  title: 'the keys are there, and do nothing without MFA',
  words:
    'Nobody had to be asked, and the pipeline did not fail: all it made is there. The first key that somebody uses is denied.',
  play: async ({ denied }) => {
    await denied(userOf(PAYMENTS, LAST)(LIST_QUEUES));
  },
};

const lastOneEnrols: Step = {
  title: 'one of them gets a device',
  words:
    'eve enrols a device with her key. The guardian finds her protected, and tells people that a key did it: only they can know whether that was eve. With a code she works.',
  play: async (stage) => {
    const device = await enrolWithKey(stage, PAYMENTS, LAST, `${LAST}-phone`);
    await stage.guardian([
      saw('EnableMFADevice'),
      concluded(LAST, 'protected'),
      toldOf('registered with an access key', `the IAM user ${LAST}`),
      attachedTimes(0),
      toldTimes(1),
    ]);
    await stage.allowed(userOf(PAYMENTS, LAST, device.code())(LIST_QUEUES), 'AWS lets her in, with MFA');
  },
};

export const TERRAFORM: Scenario = {
  name: 'terraform',
  title: 'A pipeline onboards five people in seconds',
  summary: 'a pipeline makes five users at once: one alert and one policy for each',
  cast: { account: PAYMENTS, users: PEOPLE, groups: [GROUP] },
  alerts: PEOPLE.length + 1,
  steps: [pipelineRuns, keysAreDenied, lastOneEnrols],
};
