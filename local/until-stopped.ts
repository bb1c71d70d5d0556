import process from 'node:process';

const INTERRUPTED = 130;

/** Aborted once somebody wants this process to end, with Ctrl-C or otherwise; says so, also by the exit code. */
export const untilStopped = (exitCode = INTERRUPTED): AbortSignal => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to npm too, and npm sends it on.
      if (!stop.signal.aborted) {
        process.stdout.write('\nstopping ...\n');
        process.exitCode = exitCode;
        stop.abort();
      }
    });
  }
  return stop.signal;
};
