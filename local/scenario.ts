import process from 'node:process';
import type { LocalMode } from './organization/configure.ts';
import { startOrganization } from './organization/local-organization.ts';
import { findRunning, forgetRunning, noteRunning } from './organization/running.ts';
import { runCommand } from './run-command.ts';
import { scenariosWith } from './scenarios/all-scenarios.ts';
import { listText } from './scenarios/list-text.ts';
import { playAll } from './scenarios/play-all.ts';
import { readScenarioOptions } from './scenarios/scenario-options.ts';
import { terminalScreen } from './story/terminal-screen.ts';
import { untilStopped } from './until-stopped.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Where to play. */
interface Stand {
  readonly endpoint: string;
  readonly mode: LocalMode;
  readonly leave: () => Promise<void>;
}

const startOwn = async (signal: AbortSignal): Promise<Stand> => {
  say('Nothing runs here: a local organization is started, and ended afterwards.');
  const { endpoint, stop } = await startOrganization({
    mode: 'enforce',
    signal,
    progress: (step) => say(`  ${step} ...`),
  });
  const leave = async (): Promise<void> => {
    await forgetRunning();
    await stop();
  };
  try {
    await noteRunning(endpoint, 'enforce');
  } catch (error) {
    await leave();
    throw error;
  }
  return { endpoint, mode: 'enforce', leave };
};

/** The organization that runs already, which goes on afterwards, or one of our own. */
const findStand = async (signal: AbortSignal): Promise<Stand> => {
  const running = await findRunning();
  if (running === undefined) {
    return startOwn(signal);
  }
  say(`Playing on the local organization that runs: ${running.endpoint}, in ${running.mode} mode.`);
  return { ...running, leave: () => Promise.resolve() };
};

await runCommand(async () => {
  const scenarios = readScenarioOptions(process.argv.slice(2));
  if (scenarios.length === 0) {
    say(listText(scenariosWith()));
    return;
  }
  const signal = untilStopped();
  const { leave, ...stand } = await findStand(signal);
  try {
    const held = await playAll(scenarios, { ...stand, signal, screen: terminalScreen(signal) });
    process.exitCode = held ? 0 : 1;
  } finally {
    await leave();
  }
});
