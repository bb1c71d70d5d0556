import process from 'node:process';

/** Aborted once somebody wants this process to end, with Ctrl-C or otherwise; says so. */
export const untilStopped = (): AbortSignal => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      process.stdout.write('\nstopping ...\n');
      stop.abort();
    });
  }
  return stop.signal;
};
