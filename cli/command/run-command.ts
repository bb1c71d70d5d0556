import process from 'node:process';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { usageText } from '../terminal/usage-text.ts';
import { endWithReader, isClosedPipe } from './closed-pipe.ts';
import { firstSentence } from './first-sentence.ts';
import { UserProblem } from './user-problem.ts';

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>;

/** A command of `npm run`. */
export interface Command<Options extends ParseArgsOptionsConfig> {
  /** As npm knows it. */
  readonly name: string;
  /** What `--help` shows; its first line says how the command is written. */
  readonly usage: string;
  readonly options: Options;
  readonly takesPaths: boolean;
  /** Does it, and gives the exit code. Throws `UserProblem` for what the user can mend. */
  readonly run: (given: Parsed<Options>) => number | Promise<number>;
}

/** The exit code where a command could not do what was asked. */
const FAILED = 2;

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const parse = <Options extends ParseArgsOptionsConfig>({ name, options, takesPaths }: Command<Options>) => {
  try {
    const parsed = parseArgs({ options: { ...options, ...HELP }, allowPositionals: takesPaths });
    return parsed as unknown as Parsed<Options> & { readonly values: { readonly help?: boolean } };
  } catch (cause) {
    const wrong = firstSentence((cause as Error).message);
    throw new UserProblem(`${wrong}. npm run ${name} -- --help says what there is.`, { cause });
  }
};

const exitCodeOf = async <Options extends ParseArgsOptionsConfig>(
  command: Command<Options>,
): Promise<number> => {
  const parsed = parse(command);
  if (parsed.values.help === true) {
    process.stdout.write(`${usageText(command.usage)}\n`);
    return 0;
  }
  return await command.run(parsed);
};

/** Tells what went wrong: what a user can mend in words, a bug with its stack. Gives the exit code. */
export const tellFailure = (error: unknown): number => {
  // Nobody reads on: that is no failure, and no answer either.
  if (!isClosedPipe(error)) {
    complain(error instanceof UserProblem ? error.message : String((error as Error).stack));
  }
  return FAILED;
};

/**
 * Runs a command of `npm run` with the parameters of the process, and sets the exit code: 0 for `--help`, 2 for
 * parameters that it does not know and for what it throws.
 */
export const runCommand = async <Options extends ParseArgsOptionsConfig>(
  command: Command<Options>,
): Promise<void> => {
  endWithReader(FAILED);
  try {
    process.exitCode = await exitCodeOf(command);
  } catch (error) {
    process.exitCode = tellFailure(error);
  }
};
