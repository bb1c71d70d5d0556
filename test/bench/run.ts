import os from 'node:os';
import process from 'node:process';
import { CATALOGUE_VERSION } from '#core/catalogue/action-catalogue.ts';
import { runCommand } from '../../cli/command/run-command.ts';
import { ALL_BENCHES } from './all-benches.ts';
import { type BenchResult, type Figure, FULL, TINY } from './bench.ts';

const DIGITS: Readonly<Record<Figure['unit'], number>> = { ms: 2, MB: 0, bytes: 0, times: 1, 'a second': 0 };

const show = ({ title, figures }: BenchResult): string => {
  const rows = figures.map(({ what, value, unit }) => ({
    what,
    value: `${value.toLocaleString('en-US', { maximumFractionDigits: DIGITS[unit] })} ${unit}`,
  }));
  const wide = Math.max(...rows.map(({ what }) => what.length));
  return [title, ...rows.map(({ what, value }) => `  ${what.padEnd(wide)}  ${value.padStart(14)}`), ''].join(
    '\n',
  );
};

const machine = {
  node: process.version,
  catalogue: CATALOGUE_VERSION,
  processor: os.cpus()[0]?.model ?? 'unknown',
  cores: os.availableParallelism(),
};

const measure = async (json: boolean, quick: boolean): Promise<void> => {
  const results: BenchResult[] = [];
  for (const bench of ALL_BENCHES) {
    const result = await bench(quick ? TINY : FULL);
    results.push(result);
    if (!json) {
      process.stdout.write(`${show(result)}\n`);
    }
  }
  process.stdout.write(
    json ? `${JSON.stringify({ machine, results }, null, 2)}\n` : `${JSON.stringify(machine)}\n`,
  );
};

await runCommand({
  name: 'bench',
  usage: `npm run bench -- [--quick] [--json]

Measures how long a proof takes, how that grows, and what it needs of memory. Takes minutes; docs/benchmarks.md says
what came of it.

  --quick  as little as can be: shows that it runs, not how fast
  --json   the figures and the machine for programs`,
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  takesPaths: false,
  run: async ({ values }) => {
    await measure(values.json, values.quick);
    return 0;
  },
});
