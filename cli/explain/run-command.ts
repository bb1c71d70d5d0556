import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { endWithReader } from '../command/closed-pipe.ts';
import { tellFailure } from '../command/run-command.ts';
import { explain } from './explain.ts';
import { readOptions, USAGE } from './explain-options.ts';

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const run = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2), process.stdin.isTTY === true);
  if (!options.ok) {
    complain(options.problem);
    return 2;
  }
  if (options.value === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  let exitCode = 2;
  const output = await explain(options.value);
  const texts = function* (): Generator<string> {
    exitCode = yield* output;
  };
  await pipeline(Readable.from(texts()), process.stdout, { end: false });
  return exitCode;
};

/** Runs the command to its end, and gives its exit code. What a user can mend is told in words, a bug with its stack. */
export const runCommand = async (): Promise<number> => {
  endWithReader(2);
  try {
    return await run();
  } catch (error) {
    return tellFailure(error);
  }
};
