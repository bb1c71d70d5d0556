import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ExampleDocument } from './example-documents.ts';
import { examplePopulation } from './example-principals.ts';
import { proveForVerdict } from './prove-all.ts';

/** What was seen while a population was proved; bytes and milliseconds. */
export interface PopulationRun {
  readonly principals: number;
  readonly milliseconds: number;
  /** Of all threads, the garbage collector's included. */
  readonly processorMilliseconds: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly memory: readonly { readonly after: number; readonly heap: number; readonly resident: number }[];
  readonly peakResident: number;
}

const PARTS = 10;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is still in use, of heap and arrays. */
const memoryAfter = (after: number): PopulationRun['memory'][number] => {
  collectGarbage();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { after, heap: heapUsed + arrayBuffers, resident: rss };
};

const run = (documents: readonly ExampleDocument[], principals: number): PopulationRun => {
  const answers: Record<string, number> = {};
  const memory = [memoryAfter(0)];
  const began = performance.now();
  const processorBegan = process.cpuUsage();
  let proved = 0;
  for (const principal of examplePopulation(principals, documents)) {
    for (const { answer } of proveForVerdict(principal)) {
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
    proved += 1;
    if (proved % Math.ceil(principals / PARTS) === 0) {
      memory.push(memoryAfter(proved));
    }
  }
  const { user, system } = process.cpuUsage(processorBegan);
  return {
    principals,
    milliseconds: performance.now() - began,
    processorMilliseconds: (user + system) / 1_000,
    answers,
    memory,
    peakResident: process.resourceUsage().maxRSS * 1_024,
  };
};

const [, , file = '', principals = '0'] = process.argv;

process.stdout.write(JSON.stringify(run(JSON.parse(readFileSync(file, 'utf8')), Number(principals))));
