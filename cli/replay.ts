import { readFileSync } from 'node:fs';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseConfiguration } from '#configuration/guardian-configuration.ts';
import type { NamedPrincipal } from '#core/verdict/disposition.ts';
import type { ReadProgress } from './replay/reading-progress.ts';
import { type ReplayTotals, replay } from './replay/replay.ts';
import { readOptions, USAGE } from './replay/replay-options.ts';

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
  const parsed = parseConfiguration(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) {
    throw new Error(`${file}: ${parsed.problem}`);
  }
  return [...parsed.value.principals.exempt, ...parsed.value.principals.breakGlass];
};

const summary = ({ records, watched, threats, problems }: ReplayTotals): string =>
  `${records} records, ${watched} of them watched, ${threats} threats, ${problems} places that could not be read`;

const isClosedPipe = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EPIPE';

const options = readOptions(process.argv.slice(2));
if (options === undefined) {
  complain(USAGE);
  process.exitCode = 2;
} else {
  const totals = { records: 0, watched: 0, threats: 0, problems: 0 };
  try {
    const wish = { ...options, spared: sparedBy(options.config) };
    const listener = {
      ...(process.stderr.isTTY && process.stdout.isTTY !== true && { onProgress: progressBar() }),
      onProblem: complain,
    };
    await pipeline(Readable.from(replay(wish, listener, totals)), process.stdout, { end: false });
    complain(summary(totals));
    process.exitCode = totals.records === 0 && totals.problems > 0 ? 1 : 0;
  } catch (error) {
    if (!isClosedPipe(error)) {
      complain(`The records could not be replayed: ${(error as Error).message}`);
      process.exitCode = 2;
    }
  }
}
