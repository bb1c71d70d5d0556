import process from 'node:process';
import { parseArgs } from 'node:util';
import { type LocalOrganization, startOrganization } from './organization/local-organization.ts';
import { findRunning, forgetRunning, noteRunning } from './organization/running.ts';
import { watchActions } from './organization/watch-actions.ts';
import { watchAlerts } from './organization/watch-alerts.ts';
import { UserError } from './python-environment.ts';
import { runCommand } from './run-command.ts';
import { actionText, alertText, readyText } from './screen.ts';

const USAGE = 'Usage: npm start -- [--observe] [--port NUMBER]';

interface StartOptions {
  readonly mode: 'observe' | 'enforce';
  readonly port: number | undefined;
}

const readOptions = (args: readonly string[]): StartOptions => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { observe: { type: 'boolean' }, port: { type: 'string' } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
      throw new UserError(`expected a port between 1 and 65535, received ${values.port}`);
    }
    return { mode: values.observe ? 'observe' : 'enforce', port };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const watch = async ({ endpoint }: LocalOrganization, signal: AbortSignal): Promise<void> => {
  await Promise.all([
    watchAlerts(endpoint, (mail) => say(alertText(mail)), signal),
    watchActions(endpoint, (action) => say(actionText(action)), signal),
  ]);
};

const untilStopped = (): AbortSignal => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      say('stopping ...');
      stop.abort();
    });
  }
  return stop.signal;
};

const start = async (): Promise<void> => {
  const { mode, port } = readOptions(process.argv.slice(2));
  const running = await findRunning();
  if (running !== undefined) {
    throw new UserError(
      `A local organization runs already: ${running.endpoint} (process ${running.processId}).`,
    );
  }
  const signal = untilStopped();
  const organization = await startOrganization({
    mode,
    signal,
    ...(port === undefined ? {} : { port }),
    progress: (step) => say(`  ${step} ...`),
  });
  try {
    await noteRunning(organization.endpoint);
    say(readyText(organization.endpoint, mode));
    await watch(organization, signal);
  } finally {
    await forgetRunning();
    await organization.stop();
  }
};

await runCommand(start);
