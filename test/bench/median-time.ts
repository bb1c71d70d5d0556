import { Bench } from 'tinybench';

/**
 * The median of what some work takes, in milliseconds, repeated for a while after a warm-up as long; each time on
 * something that was made beforehand.
 */
export const medianTime = (make: () => unknown, work: (made: unknown) => unknown, time: number): number => {
  let made: unknown;
  const bench = new Bench({ time, warmupTime: time, iterations: 3, warmupIterations: 1, throws: true });
  bench.add('work', () => work(made), {
    beforeEach: () => {
      made = make();
    },
  });
  const [task] = bench.runSync();
  const result = task?.result;
  if (result === undefined || !('latency' in result)) {
    throw new Error('Expected the work to be measured; it was not run.');
  }
  return result.latency.p50;
};
