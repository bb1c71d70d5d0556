import { randomUUID } from 'node:crypto';
import { PAYMENTS, REGION } from '../organization/accounts.ts';
import { administratorOf } from '../story/actors.ts';
import {
  attachedNothing,
  attachedTo,
  concluded,
  concludedNothing,
  saw,
  sawTimes,
  toldNobody,
  toldOf,
  toldTimes,
} from '../story/expectation.ts';
import type { Stage } from '../story/stage.ts';
import type { Step } from '../story/story.ts';
import { summaryText } from '../story/summary-text.ts';
import type { Scenario } from './scenario.ts';

const KIM = 'odd-kim';
const COPIES = 20;
const HOUR_MS = 3_600_000;
const admin = administratorOf(PAYMENTS);

/** A record as CloudTrail writes it, of a call that nobody makes here. */
const recordOf = (eventName: string, minutesAgo: number): Readonly<Record<string, unknown>> => ({
  eventVersion: '1.11',
  eventID: randomUUID(),
  eventName,
  eventSource: 'iam.amazonaws.com',
  eventTime: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
  awsRegion: REGION,
  recipientAccountId: PAYMENTS.id,
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${PAYMENTS.id}:assumed-role/pipeline/nightly`,
    accountId: PAYMENTS.id,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${PAYMENTS.id}:role/pipeline` },
    },
  },
  requestParameters: { userName: KIM },
});

/** Hands a record to the local AWS, which delivers it as CloudTrail would; only the first is shown. */
const deliverAgain = async ({ endpoint }: Stage, record: object, times: number): Promise<void> => {
  const post = async (): Promise<void> => {
    const answer = await fetch(`${endpoint}/_local/cloudtrail`, {
      method: 'POST',
      body: JSON.stringify(record),
    });
    if (!answer.ok) {
      throw new Error(`expected the local AWS to take a record, received ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: times }, post));
};

const once: Step = {
  title: 'a user gets a key',
  words: 'As always: one verdict, one alert, one policy.',
  play: async ({ allowed, guardian }) => {
    await allowed(admin(`iam create-user --user-name ${KIM} --query User.Arn --output text`));
    await allowed(
      admin(`iam create-access-key --user-name ${KIM} --query AccessKey.AccessKeyId --output text`),
      'AWS makes the key',
    );
    await guardian([
      saw('CreateAccessKey'),
      attachedTo(KIM),
      toldOf(KIM, 'can act without MFA'),
      concluded(KIM, 'awaiting-enrolment'),
      toldTimes(1),
    ]);
  },
};

const twentyTimes: Step = {
  title: 'one event comes twenty times, an hour late',
  words:
    'EventBridge promises to deliver each event at least once, not just once, and not when. Here a record of a key from an hour ago comes twenty times at once.',
  play: async (stage) => {
    const record = recordOf('CreateAccessKey', HOUR_MS / 60_000);
    await stage.locally('cloudtrail', record);
    await deliverAgain(stage, record, COPIES - 1);
    stage.say(`And ${COPIES - 1} times more.`);
    await stage.guardian(
      [sawTimes('CreateAccessKey', COPIES), concludedNothing, attachedNothing, toldNobody],
      {
        summary: summaryText,
      },
    );
  },
};

const backwards: Step = {
  title: 'events come in the wrong order',
  words:
    'Now what happened first comes last: a deleted key, the key that was made before it, and the user himself. An event only says whom to look at. The guardian reads kim as he is now, and there is no news.',
  play: async (stage) => {
    await stage.locally('cloudtrail', recordOf('DeleteAccessKey', 10));
    await deliverAgain(stage, recordOf('CreateAccessKey', 20), 1);
    await deliverAgain(stage, recordOf('CreateUser', 30), 1);
    stage.say('Then CreateAccessKey from 20 minutes ago, and CreateUser from 30 minutes ago.');
    await stage.guardian(
      [
        saw('DeleteAccessKey'),
        saw('CreateAccessKey'),
        saw('CreateUser'),
        concludedNothing,
        attachedNothing,
        toldNobody,
      ],
      { summary: summaryText },
    );
  },
};

export const ODD_ORDER: Scenario = {
  name: 'odd-order',
  title: 'Events that come twenty times, an hour late, and in the wrong order',
  summary: 'events twenty times, an hour late, in the wrong order: nothing happens twice',
  cast: { account: PAYMENTS, users: [KIM] },
  alerts: 2,
  steps: [once, twentyTimes, backwards],
};
