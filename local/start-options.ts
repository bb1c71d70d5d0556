import { parseArgs } from 'node:util';
import { UserProblem } from '../cli/command/user-problem.ts';
import { usageText } from '../cli/terminal/usage-text.ts';
import type { LocalMode } from './organization/configure.ts';

export const USAGE = usageText(`Usage: npm start -- [--observe] [--no-tour] [--exit] [--port NUMBER]

Starts a local AWS organization on this machine, deploys the guardian to it, and shows what
it does, step by step. It ends with Ctrl-C.

  --no-tour      only start: act yourself with "npm run aws", in another terminal
  --exit         end after the tour; the exit code is 0 if every step went as it should
  --observe      the guardian tells and changes nothing; there is no tour then
  --port NUMBER  where to listen on 127.0.0.1; any free port when left out`);

export interface StartOptions {
  readonly mode: LocalMode;
  readonly port: number | undefined;
  readonly tour: boolean;
  readonly exit: boolean;
  readonly help: boolean;
}

const readPort = (value: string | undefined): number | undefined => {
  const port = value === undefined ? undefined : Number(value);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`expected a port between 1 and 65535, received ${value}`);
  }
  return port;
};

const parse = (args: readonly string[]): StartOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      observe: { type: 'boolean', default: false },
      'no-tour': { type: 'boolean', default: false },
      exit: { type: 'boolean', default: false },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const tour = !(values['no-tour'] || values.observe);
  if (values.exit && !tour) {
    throw new Error(
      '--exit ends after the tour, and --no-tour and --observe leave it out: there would be nothing to see',
    );
  }
  return {
    mode: values.observe ? 'observe' : 'enforce',
    port: readPort(values.port),
    tour,
    exit: values.exit,
    help: values.help,
  };
};

/** @throws UserProblem with the usage when the options are not understood. */
export const readStartOptions = (args: readonly string[]): StartOptions => {
  try {
    return parse(args);
  } catch (error) {
    throw new UserProblem(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
};
