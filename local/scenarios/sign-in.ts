import { randomUUID } from 'node:crypto';
import { PAYMENTS, REGION } from '../organization/accounts.ts';
import {
  attachedNothing,
  attachedTo,
  concluded,
  concludedNothing,
  saw,
  toldNobody,
  toldOf,
  toldTimes,
} from '../story/expectation.ts';
import type { Step } from '../story/story.ts';
import { listUsers, signIn } from './console.ts';
import { givePassword, makeUser } from './make-user.ts';
import type { Scenario } from './scenario.ts';

const OTTO = 'sign-otto';
const BREAK_GLASS = 'break-glass';

/** The record of a sign-in of the root user, as CloudTrail writes it. */
const rootSignIn = (MFAUsed: 'Yes' | 'No'): Readonly<Record<string, unknown>> => ({
  eventVersion: '1.11',
  eventID: randomUUID(),
  eventName: 'ConsoleLogin',
  eventSource: 'signin.amazonaws.com',
  eventType: 'AwsConsoleSignIn',
  eventTime: new Date().toISOString(),
  awsRegion: REGION,
  recipientAccountId: PAYMENTS.id,
  userIdentity: { type: 'Root', accountId: PAYMENTS.id, arn: `arn:aws:iam::${PAYMENTS.id}:root` },
  requestParameters: null,
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { MFAUsed },
});

const unlimited: Step = {
  title: 'somebody whom nothing limits signs in with a password alone',
  words:
    'break-glass is for the day on which nothing else works: the configuration names it, and the guardian never limits it. So each of its sign-ins without MFA is told of, as "high". POST /_local/console-session stands for the sign-in page.',
  play: async (stage) => {
    const console = await signIn(stage, PAYMENTS, BREAK_GLASS);
    await console.allowed('opens the list of users', listUsers);
    await stage.guardian([
      saw('ConsoleLogin'),
      toldOf('signed in to the console without MFA', `the IAM user ${BREAK_GLASS}`, '(high)'),
      attachedNothing,
    ]);
  },
};

const limited: Step = {
  title: 'somebody who is enforced does the same',
  words:
    'otto has a password and no device either. But the policy of the guardian is attached to him: the session can do nothing but enrol, and waking people for it would only teach them to ignore alerts.',
  play: async (stage) => {
    await makeUser(stage, PAYMENTS, OTTO);
    await givePassword(stage, PAYMENTS, OTTO);
    await stage.guardian([
      attachedTo(OTTO),
      toldOf(OTTO, 'can act without MFA'),
      concluded(OTTO, 'awaiting-enrolment'),
    ]);
    const console = await signIn(stage, PAYMENTS, OTTO);
    await console.denied('opens the list of users', listUsers);
    await stage.guardian([saw('ConsoleLogin'), toldNobody, attachedNothing]);
  },
};

const root: Step = {
  title: 'the root user signs in',
  words:
    'No policy limits the root user, so each sign-in is told of: as "high" with MFA, as "critical" without. No call here makes these records, so they are handed to the local AWS as CloudTrail would deliver them.',
  play: async ({ locally, guardian }) => {
    await locally('cloudtrail', rootSignIn('Yes'));
    await guardian([toldOf('the root user signed in (high)'), toldTimes(1), concludedNothing]);
    await locally('cloudtrail', rootSignIn('No'));
    await guardian([toldOf('the root user signed in (critical)'), toldTimes(1), concludedNothing]);
  },
};

export const SIGN_IN: Scenario = {
  name: 'sign-in',
  title: 'Signing in to the console without MFA',
  summary: 'sign-ins without MFA of three kinds of user: who is told, and how loudly',
  cast: { account: PAYMENTS, users: [OTTO] },
  alerts: 5,
  steps: [unlimited, limited, root],
};
