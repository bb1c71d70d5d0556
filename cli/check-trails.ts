import process from 'node:process';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAM_EVENTS_REGION } from '#core/guardian-names.ts';
import { shortfallsOf, type TrailShortfall } from '#core/trail/trail-coverage.ts';
import { describeAwsFailure } from './command/describe-aws-failure.ts';
import { UserProblem } from './command/user-problem.ts';
import { type ReadTrail, readTrails } from './read-trails.ts';

const SHORTFALLS: Readonly<Record<TrailShortfall, string>> = {
  'not-logging': 'logging is stopped (start it: aws cloudtrail start-logging)',
  'other-region': `it does not record in ${IAM_EVENTS_REGION} (make it a multi-Region trail)`,
  'no-management-writes': 'it does not record IAM management events of kind write (see its event selectors)',
};

interface Answer {
  readonly suffices: boolean | 'unknown';
  readonly text: string;
}

const describe = (read: ReadTrail): Answer => {
  if (read.kind === 'unreadable') {
    return { suffices: 'unknown', text: `?     ${read.name}: could not be read (${read.because})` };
  }
  const { trail } = read;
  const shortfalls = shortfallsOf(trail, IAM_EVENTS_REGION);
  return shortfalls.length === 0
    ? { suffices: true, text: `ok    ${trail.name}: brings IAM's write events to EventBridge` }
    : {
        suffices: false,
        text: `short ${trail.name}: ${shortfalls.map((one) => SHORTFALLS[one]).join('; ')}`,
      };
};

const NO_TRAIL = `Without a trail that suffices, EventBridge delivers no IAM events and the guardian sees nothing.
Create one, best for the whole organization, that records management events in every Region.`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const NO_CREDENTIALS =
  'there are no AWS credentials here. Set AWS_PROFILE to a profile of the account that is to be watched, or sign in (aws sso login)';

const readAll = async (): Promise<readonly ReadTrail[]> => {
  try {
    return await readTrails(new CloudTrailClient({ region: IAM_EVENTS_REGION }));
  } catch (error) {
    throw new UserProblem(`The trails could not be read: ${describeAwsFailure(error, NO_CREDENTIALS)}.`, {
      cause: error,
    });
  }
};

/** Says of every trail whether it suffices. Gives the exit code: 0 one does, 1 none does, 2 that could not be told. */
export const checkTrails = async (): Promise<number> => {
  const trails = (await readAll()).map(describe);
  for (const { text } of trails) {
    say(text);
  }
  if (trails.some(({ suffices }) => suffices === true)) {
    return 0;
  }
  if (trails.some(({ suffices }) => suffices === 'unknown')) {
    say('Whether a trail suffices can not be told from here. Ask in the account that owns it.');
    return 2;
  }
  say(trails.length === 0 ? `There is no trail in this account.\n${NO_TRAIL}` : NO_TRAIL);
  return 1;
};
