import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { NamedPrincipal } from '#core/verdict/disposition.ts';
import { readConfigurationFile } from '../infra/config/configuration-file.ts';
import { runCommand } from './command/run-command.ts';
import { UserProblem } from './command/user-problem.ts';
import type { ReadProgress } from './replay/reading-progress.ts';
import { type ReplayTotals, replay } from './replay/replay.ts';
import { OPTIONS, USAGE } from './replay/usage.ts';

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Progress is for people who watch, and only between two steps that they could tell apart. */
const progressBar = () => {
  let shown = '';
  return ({ bytesRead, totalBytes }: ReadProgress): void => {
    const percent = totalBytes === 0 ? 0 : Math.min(100, Math.floor((100 * bytesRead) / totalBytes));
    const text = `\r${percent} % of ${Math.ceil(totalBytes / 1_048_576)} MiB`;
    if (text !== shown) {
      shown = text;
      process.stderr.write(text);
    }
  };
};

const sparedBy = (file: string | undefined): readonly NamedPrincipal[] => {
  if (file === undefined) {
    return [];
  }
  const read = readConfigurationFile(file);
  if (!read.ok) {
    throw new UserProblem(`--config: ${read.problem}`);
  }
  const { exempt, breakGlass } = read.value.configuration.principals;
  return [...exempt, ...breakGlass];
};

const summary = ({ records, watched, threats, problems }: ReplayTotals): string =>
  `${records} records, ${watched} of them watched, ${threats} threats, ${problems} places that could not be read`;

const NO_RECORDS =
  'Expected records of CloudTrail: the files that it delivers to S3, or one record a line; found none.';

/** Shows everything, and gives the exit code. Nobody has to read on. */
const show = async (paths: readonly string[], json: boolean, config: string | undefined): Promise<number> => {
  const totals = { records: 0, watched: 0, threats: 0, problems: 0 };
  const wish = { paths, json, spared: sparedBy(config) };
  const listener = {
    ...(process.stderr.isTTY && process.stdout.isTTY !== true && { onProgress: progressBar() }),
    onProblem: complain,
  };
  await pipeline(Readable.from(replay(wish, listener, totals)), process.stdout, { end: false });
  complain(summary(totals));
  if (totals.records > 0) {
    return 0;
  }
  complain(NO_RECORDS);
  return 1;
};

await runCommand({
  name: 'replay',
  usage: USAGE,
  options: OPTIONS,
  takesPaths: true,
  run: ({ values, positionals }) => {
    if (positionals.length === 0) {
      throw new UserProblem(USAGE);
    }
    return show(positionals, values.json, values.config);
  },
});
