import { bad, bold, doubtful, good } from '../../cli/terminal/paint.ts';
import { playScenario, type ScenarioEnd, type Venue } from './play-scenario.ts';
import type { Scenario } from './scenario.ts';

const END_TEXTS: Readonly<Record<ScenarioEnd, string>> = {
  held: good('as it should'),
  broken: bad('NOT AS IT SHOULD'),
  left: doubtful('left'),
  impossible: doubtful('not in observe mode'),
};

interface Played {
  readonly name: string;
  readonly end: ScenarioEnd;
}

const sumUp = (played: readonly Played[], line: (text?: string) => void): void => {
  const width = Math.max(...played.map(({ name }) => name.length)) + 2;
  line();
  line(bold('How they went:'));
  for (const { name, end } of played) {
    line(`  ${name.padEnd(width)}${END_TEXTS[end]}`);
  }
};

/** Plays one after the other, and on when one breaks. @returns whether every expectation of each held. */
export const playAll = async (scenarios: readonly Scenario[], venue: Venue): Promise<boolean> => {
  const played: Played[] = [];
  for (const scenario of scenarios) {
    if (played.length > 0 && !(await venue.screen.pause())) {
      break;
    }
    const end = await playScenario(scenario, venue);
    played.push({ name: scenario.name, end });
    if (end === 'left') {
      break;
    }
  }
  if (scenarios.length > 1) {
    sumUp(played, venue.screen.line);
  }
  return played.length === scenarios.length && played.every(({ end }) => end === 'held');
};
