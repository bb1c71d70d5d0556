import process from 'node:process';
import { runCommand } from '../../local/run-command.ts';
import type { Compared } from './compare.ts';
import { compareSets } from './compare-sets.ts';
import { startEvaluator } from './evaluator.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { SETS_A_SEED, setsOf } from './sampled-cases.ts';
import { count, describeCounts, describeDisagreement, newTally } from './tally.ts';

const PROGRESS_MS = 10_000;

/** So many disagreements are shown in full; the others are counted. */
const SHOWN = 20;

const tell = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Counts what came of the seeds, and tells how it goes. */
const newReport = ({ from, to }: Options) => {
  const tally = newTally();
  const startedAt = performance.now();
  let toldAt = startedAt;
  const tellProgress = (next: number): void => {
    const sets = (next - from) * SETS_A_SEED;
    const rate = sets / ((performance.now() - startedAt) / 1_000);
    tell(`${sets} sets, ${rate.toFixed(0)}/s; ${describeCounts(tally)}`);
    toldAt = performance.now();
  };
  return {
    add: (seed: number, compared: Compared): void => {
      count(tally, compared);
      if (compared.outcome.kind === 'disagreement' && tally.disagreements <= SHOWN) {
        tell(`Disagreement in seed ${seed}:\n${describeDisagreement(compared)}`);
      }
    },
    done: (seed: number): void => {
      if (performance.now() - toldAt > PROGRESS_MS) {
        tellProgress(seed + 1);
      }
    },
    end: (next: number): number => {
      tellProgress(next);
      if (next < to) {
        tell(`To go on: npm run second-opinion -- --seed ${next} --sets ${(to - next) * SETS_A_SEED}`);
      }
      return tally.disagreements > 0 ? 1 : 0;
    },
  };
};

const run = async (): Promise<void> => {
  const stop = new AbortController();
  // Whoever read the output went away.
  process.stdout.on('error', () => stop.abort());
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    tell(USAGE);
    return;
  }
  tell(`Seeds ${options.from} to ${options.to - 1}, ${SETS_A_SEED} policy sets each.`);
  await using evaluator = await startEvaluator();
  const report = newReport(options);
  // npm passes on what the terminal has sent already.
  process.on('SIGINT', () => stop.abort());
  let seed = options.from;
  for (; seed < options.to && !stop.signal.aborted; seed += 1) {
    for (const compared of await compareSets(evaluator, setsOf(seed))) {
      report.add(seed, compared);
    }
    report.done(seed);
  }
  process.exitCode = report.end(seed);
};

await runCommand(run);
