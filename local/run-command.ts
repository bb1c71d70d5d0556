import process from 'node:process';
import { endWithReader } from '../cli/command/closed-pipe.ts';
import { UserProblem } from '../cli/command/user-problem.ts';

const FAILED = 1;

/** Whether somebody only asks how a command is called. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args.length === 1 && ['--help', '-h'].includes(args[0] ?? '');

/** Runs a command to its end; what a user can mend is told in words, a bug with its stack,
 * being stopped is no error. */
export const runCommand = async (command: () => Promise<void>): Promise<void> => {
  endWithReader(FAILED);
  try {
    await command();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      return;
    }
    const text = error instanceof UserProblem ? error.message : String((error as Error).stack);
    process.stderr.write(`${text}\n`);
    process.exitCode = FAILED;
  }
};
