import { bold, dim } from '../../cli/terminal/paint.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import type { LocalMode } from '../organization/configure.ts';
import { playOn } from '../story/play-on.ts';
import type { StoryEnd } from '../story/play-story.ts';
import type { Screen } from '../story/screen.ts';
import { type GuardianWatch, watchGuardian } from '../story/watch-guardian.ts';
import type { Scenario } from './scenario.ts';
import { tidyUp } from './tidy-up.ts';
import { waitForRoom } from './wait-for-room.ts';

/** Where and before whom scenarios are played. */
export interface Venue {
  readonly endpoint: string;
  readonly mode: LocalMode;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  /** How long the guardian may take for a step that does not say so itself; a minute when left out. */
  readonly patienceMs?: number;
}

/** How a scenario ended, or that it can't be played here. */
export type ScenarioEnd = StoryEnd | 'impossible';

/** A digest waits for its minute to end; what fails is tried again for minutes. */
const REST_MS = 75_000;

const removeAll = async (endpoint: string, { cast, tidyUp: more }: Scenario): Promise<void> => {
  await tidyUp(endpoint, cast);
  await more?.(endpoint);
};

/** Waits until nothing that happened before can be taken for something that happens in the scenario. */
const prepare = async (scenario: Scenario, watch: GuardianWatch, venue: Venue): Promise<void> => {
  const { endpoint, screen, signal } = venue;
  await removeAll(endpoint, scenario);
  if (!(await watch.settled(REST_MS))) {
    const messages = await watch.overlook();
    screen.line();
    wrap(`The guardian tries ${messages} messages of before again later. They are left aside.`)
      .map(dim)
      .forEach(screen.line);
  }
  const tell = (seconds: number): void => {
    const words = `People get at most ten alerts a minute one by one. Waiting ${seconds} s for room ...`;
    screen.line();
    wrap(words).map(dim).forEach(screen.line);
  };
  await waitForRoom(endpoint, scenario.alerts, tell, signal);
};

/** Deletes what the scenario made, also when it broke; waits until the guardian has seen that, if there is time. */
const finish = async (
  scenario: Scenario,
  watch: GuardianWatch,
  { endpoint, signal }: Venue,
): Promise<void> => {
  await removeAll(endpoint, scenario);
  if (!signal.aborted) {
    await watch.settled(REST_MS);
  }
};

const playWatched = async (scenario: Scenario, watch: GuardianWatch, venue: Venue): Promise<ScenarioEnd> => {
  await prepare(scenario, watch, venue);
  try {
    return await playOn({ ...venue, watch, story: scenario });
  } finally {
    await finish(scenario, watch, venue);
  }
};

/** Plays one scenario, before and after which nothing of it is there. */
export const playScenario = async (scenario: Scenario, venue: Venue): Promise<ScenarioEnd> => {
  const { endpoint, mode, screen, signal } = venue;
  screen.line();
  screen.line(bold(`${scenario.name}: ${scenario.title}`));
  if (mode === 'observe' && scenario.worksInObserveMode !== true) {
    const words =
      'This shows how the guardian enforces MFA, and the organization that runs here is in observe mode: nobody would be enforced. Start it without --observe.';
    wrap(words).forEach((line) => {
      screen.line(line);
    });
    return 'impossible';
  }
  const ending = new AbortController();
  const watch = await watchGuardian(endpoint, AbortSignal.any([signal, ending.signal]));
  try {
    return await playWatched(scenario, watch, venue);
  } finally {
    ending.abort();
    await watch.ended;
  }
};
