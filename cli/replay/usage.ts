import { usageText } from '../terminal/usage-text.ts';
/** What `npm run replay -- --help` shows. */
export const USAGE = usageText(`npm run replay -- [--json] [--config FILE] PATH…

Reads past CloudTrail records from files and folders and shows what the guardian would have looked at, and what it
would have told people of. Reads records as CloudTrail delivers them to S3, one a line, and in EventBridge's
envelopes, compressed with gzip or not.

  --json         one line of JSON for each record, watched or not
  --config FILE  a guardian.config.json: who takes the name of a user that it spares is told of

Exit code: 0 records were read, 1 none was found, 2 it could not be told what to read.`);

export const OPTIONS = {
  json: { type: 'boolean', default: false },
  config: { type: 'string' },
} as const;
