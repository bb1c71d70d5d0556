import process from 'node:process';
import { UserProblem } from '../cli/command/user-problem.ts';
import { type LocalOrganization, startOrganization } from './organization/local-organization.ts';
import { findRunning, forgetRunning, noteRunning } from './organization/running.ts';
import { runCommand } from './run-command.ts';
import { playText, readyText, tourText } from './screen.ts';
import { readStartOptions, type StartOptions, USAGE } from './start-options.ts';
import { type Performance, playOn } from './story/play-on.ts';
import type { StoryEnd } from './story/play-story.ts';
import type { Screen } from './story/screen.ts';
import { sightingText } from './story/sighting-text.ts';
import { terminalScreen } from './story/terminal-screen.ts';
import { type GuardianWatch, watchGuardian } from './story/watch-guardian.ts';
import { TOUR } from './tour/tour.ts';
import { untilStopped } from './until-stopped.ts';

/** Shows whatever happens from now on, until told to stop. */
const showLive = async (watch: GuardianWatch, { line }: Screen): Promise<void> => {
  watch.onSighting((sighting) => {
    for (const text of sightingText(sighting)) {
      line(text);
    }
  });
  await watch.ended;
};

/** Plays the tour unless whoever watches has something better to do. */
const giveTour = async (performance: Omit<Performance, 'story'>): Promise<StoryEnd> => {
  const { screen } = performance;
  screen.line(tourText(TOUR.steps.length));
  return (await screen.pause()) ? playOn({ ...performance, story: TOUR }) : 'left';
};

/** Whoever asked for nothing but the tour has to see all of it; others may leave it. */
const isAsItShould = (end: StoryEnd, { exit }: StartOptions): boolean =>
  end === 'held' || (end === 'left' && !exit);

const show = async (
  { endpoint }: LocalOrganization,
  options: StartOptions,
  signal: AbortSignal,
): Promise<void> => {
  const screen = terminalScreen(signal);
  const ending = new AbortController();
  const watch = await watchGuardian(endpoint, AbortSignal.any([signal, ending.signal]));
  screen.line(readyText(endpoint, options.mode));
  const end = options.tour ? await giveTour({ endpoint, watch, screen, signal }) : 'left';
  process.exitCode = isAsItShould(end, options) ? 0 : 1;
  if (options.exit) {
    ending.abort();
    return watch.ended;
  }
  screen.line(playText);
  await showLive(watch, screen);
};

const start = async (): Promise<void> => {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const running = await findRunning();
  if (running !== undefined) {
    throw new UserProblem(
      `A local organization runs already: ${running.endpoint}. End it with Ctrl-C in its terminal, or with: kill ${running.processId}`,
    );
  }
  // Ctrl-C is how the guardian on this machine is ended; a tour that is stopped has shown nothing.
  const signal = options.exit ? untilStopped() : untilStopped(0);
  const organization = await startOrganization({
    mode: options.mode,
    signal,
    ...(options.port === undefined ? {} : { port: options.port }),
    progress: (step) => process.stdout.write(`  ${step} ...\n`),
  });
  try {
    await noteRunning(organization.endpoint, options.mode);
    await show(organization, options, signal);
  } finally {
    await forgetRunning();
    await organization.stop();
  }
};

await runCommand(start);
