import { writeFileSync } from 'node:fs';
import { type Bench, median } from './bench.ts';
import { bundled } from './bundle.ts';
import { exampleDocuments } from './example-documents.ts';
import type { PopulationRun } from './population-child.ts';
import { runChild } from './run-child.ts';

const MEGABYTE = 1_000_000;

/** A whole organization, one user after the other, in a process that does nothing else. */
export const population: Bench = async ({ principals, documents }) => {
  const child = await bundled(new URL('./population-child.ts', import.meta.url));
  const file = `${child}.json`;
  writeFileSync(file, JSON.stringify(exampleDocuments(documents)));
  const run = runChild(child, file, String(principals)) as PopulationRun;
  const half = Math.floor(run.memory.length / 2);
  const heapOf = (part: PopulationRun['memory']): number => median(part.map(({ heap }) => heap)) / MEGABYTE;
  return {
    title: `${principals} principals from ${documents} documents, five kinds of session`,
    figures: [
      { what: 'time', value: run.milliseconds, unit: 'ms' },
      {
        what: 'time of processors, garbage collection included',
        value: run.processorMilliseconds,
        unit: 'ms',
      },
      { what: 'principals', value: (principals / run.milliseconds) * 1_000, unit: 'a second' },
      { what: 'in use before, garbage collected', value: heapOf(run.memory.slice(0, 1)), unit: 'MB' },
      { what: 'in use in the first half, median', value: heapOf(run.memory.slice(1, half + 1)), unit: 'MB' },
      { what: 'in use in the second half, median', value: heapOf(run.memory.slice(half)), unit: 'MB' },
      { what: 'resident at most', value: run.peakResident / MEGABYTE, unit: 'MB' },
    ],
  };
};
