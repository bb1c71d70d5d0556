import process from 'node:process';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAM_EVENTS_REGION } from '#core/guardian-names.ts';
import { shortfallsOf, type TrailShortfall } from '#core/trail/trail-coverage.ts';
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

try {
  const trails = (await readTrails(new CloudTrailClient({ region: IAM_EVENTS_REGION }))).map(describe);
  for (const { text } of trails) {
    say(text);
  }
  if (trails.some(({ suffices }) => suffices === true)) {
    process.exitCode = 0;
  } else if (trails.some(({ suffices }) => suffices === 'unknown')) {
    say('Whether a trail suffices can not be told from here. Ask in the account that owns it.');
    process.exitCode = 2;
  } else {
    say(trails.length === 0 ? `There is no trail in this account.\n${NO_TRAIL}` : NO_TRAIL);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(
    `The trails could not be read: ${(error as Error).name}: ${(error as Error).message}\n`,
  );
  process.exitCode = 2;
}
