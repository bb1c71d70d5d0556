import { writeFile } from 'node:fs/promises';
import { INGRESS_BUS, INTERNAL_BUS } from '#core/guardian-names.ts';
import { type LocalAccount, PAYMENTS, REGION, SECURITY } from '../organization/accounts.ts';
import { administratorOf } from '../story/actors.ts';
import {
  attachedNothing,
  concluded,
  concludedNothing,
  saw,
  toldNobody,
  toldOf,
} from '../story/expectation.ts';
import type { Stage } from '../story/stage.ts';
import type { Step } from '../story/story.ts';
import { MARK, removeDeadLetters, urlOf } from './dead-letters.ts';
import { forgedVerdict } from './forged-verdict.ts';
import { giveKey } from './make-user.ts';
import type { Scenario } from './scenario.ts';

const HANS = 'garbage-hans';
const NILS = 'garbage-nils';
const hub = administratorOf(SECURITY);
const admin = administratorOf(PAYMENTS);
const mallory = administratorOf(PAYMENTS, 'mallory');

const NO_EVENT = `no event at all (${MARK})`;
const HALF_EVENT = JSON.stringify({ source: 'aws.iam', note: MARK });
const REASONS = 'Messages[].[Body,MessageAttributes.Reason.StringValue]';

/** So long it takes until a read that shows nothing to act upon is believed. */
const READS_MAY_LAG_MS = 150_000;

const send = async ({ endpoint, allowed }: Stage, body: string): Promise<void> => {
  const url = await urlOf(endpoint, 'changes');
  await allowed(
    hub(['sqs', 'send-message', '--queue-url', url, '--message-body', body, '--query', 'MessageId']),
    'AWS takes it',
  );
};

const buried: Step = {
  title: 'garbage in the queue of events',
  words:
    'Two messages that are no events are put into the queue that events arrive in. The guardian can do nothing with them; it puts them into the dead-letter queue, each with its reason, where an alarm watches. Nothing is thrown away, and nothing is tried for ever.',
  play: async (stage) => {
    await send(stage, NO_EVENT);
    await send(stage, HALF_EVENT);
    await stage.guardian([concludedNothing, attachedNothing, toldNobody]);
    const url = await urlOf(stage.endpoint, 'dead-letters');
    const looking = '--max-number-of-messages 10 --wait-time-seconds 1 --visibility-timeout 0';
    const shown = await stage.allowed(
      hub(
        `sqs receive-message --queue-url ${url} ${looking} --message-attribute-names All --output text --query ${REASONS}`,
      ),
      'AWS shows what lies there',
    );
    stage.check('both are kept', shown.includes(NO_EVENT) && shown.includes(HALF_EVENT));
    stage.check(
      'each has its reason',
      shown.includes('expected a message of JSON') && shown.includes('account: expected string'),
    );
  },
};

const busArn = (bus: string): string => `arn:aws:events:${REGION}:${SECURITY.id}:event-bus/${bus}`;

interface Forgery {
  readonly from: LocalAccount;
  readonly bus: string;
  readonly userId: string;
}

const forge = async ({ directory }: Stage, { from, bus, userId }: Forgery): Promise<string> => {
  const file = `${directory}/${from.name}-${bus}.json`;
  await writeFile(
    file,
    JSON.stringify([forgedVerdict(busArn(bus), PAYMENTS, { userName: NILS, userId })], null, 2),
  );
  return `events put-events --entries file://${file} --query FailedEntryCount --output text`;
};

const forged: Step = {
  title: 'a forged verdict',
  words:
    'mallory writes a verdict as the guardian would: nils is exposed, and critical. From an account that is only watched, no bus takes it. From the security account itself the internal bus does, and people get a false alert. But nothing is attached: before it acts, the guardian reads nils itself, and finds nothing to sign in with. As reads of IAM may lag, it looks again for a minute.',
  play: async (stage) => {
    const { allowed, denied, guardian } = stage;
    const userId = await allowed(
      admin(`iam create-user --user-name ${NILS} --query User.UserId --output text`),
    );
    await guardian([concluded(NILS, 'no-access')]);
    await denied(mallory(await forge(stage, { from: PAYMENTS, bus: INGRESS_BUS, userId })), 'AccessDenied');
    await denied(mallory(await forge(stage, { from: PAYMENTS, bus: INTERNAL_BUS, userId })), 'AccessDenied');
    await allowed(hub(await forge(stage, { from: SECURITY, bus: INTERNAL_BUS, userId })), 'the bus takes it');
    await guardian([concluded(NILS, 'exposed'), toldOf(NILS, 'can act without MFA'), attachedNothing], {
      milliseconds: READS_MAY_LAG_MS,
    });
    const attached = `iam list-attached-user-policies --user-name ${NILS} --query length(AttachedPolicies)`;
    stage.check('nils has no policy', (await allowed(admin(attached))) === '0');
  },
};

const proper: Step = {
  title: 'and a proper event right after',
  words: 'hans gets a key, and the guardian finds him exposed, as if nothing had been.',
  play: async (stage) => {
    await stage.allowed(admin(`iam create-user --user-name ${HANS} --query User.Arn --output text`));
    await giveKey(stage, PAYMENTS, HANS);
    await stage.guardian([
      saw('CreateAccessKey'),
      concluded(HANS, 'exposed'),
      toldOf(HANS, 'can act without MFA'),
    ]);
  },
};

export const GARBAGE: Scenario = {
  name: 'garbage',
  title: 'Garbage, and a forged verdict',
  summary: 'garbage in the queues, a forged verdict: kept with a reason, and nothing comes of it',
  cast: { account: PAYMENTS, users: [HANS, NILS] },
  alerts: 2,
  worksInObserveMode: true,
  tidyUp: removeDeadLetters,
  steps: [buried, forged, proper],
};
