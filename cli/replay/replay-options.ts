import { parseArgs } from 'node:util';

/** What a user of `npm run replay` asked for. */
export interface ReplayOptions {
  readonly paths: readonly string[];
  readonly json: boolean;
  /** The configuration whose spared users are known, if one was named. */
  readonly config: string | undefined;
}

export const USAGE = `npm run replay -- [--json] [--config FILE] PATH…

Reads past CloudTrail records from files and folders and shows what the guardian would have looked at, and what it
would have told people of. Reads records as CloudTrail delivers them to S3, one a line, and in EventBridge's
envelopes, compressed with gzip or not.

  --json         one line of JSON for each record, watched or not
  --config FILE  a guardian.config.json: who takes the name of a user that it spares is told of`;

/** Undefined when there is nothing to read, or an option that nobody knows. */
export const readOptions = (parameters: readonly string[]): ReplayOptions | undefined => {
  try {
    const { values, positionals } = parseArgs({
      args: [...parameters],
      options: { json: { type: 'boolean', default: false }, config: { type: 'string' } },
      allowPositionals: true,
    });
    return positionals.length === 0
      ? undefined
      : { paths: positionals, json: values.json, config: values.config };
  } catch {
    return undefined;
  }
};
