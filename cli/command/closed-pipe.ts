import process from 'node:process';

/** Whether whoever read the output went away, as `head` does: that is no failure. */
export const isClosedPipe = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EPIPE';

/** Ends quietly, with this exit code, once nobody reads the output any more; else Node.js would show a stack. */
export const endWithReader = (exitCode: number): void => {
  process.stdout.on('error', (error) => {
    if (!isClosedPipe(error)) {
      throw error;
    }
    process.exit(exitCode);
  });
};
