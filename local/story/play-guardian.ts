import { setTimeout as sleep } from 'node:timers/promises';
import { dim } from '../../cli/terminal/paint.ts';
import type { Expectation } from './expectation.ts';
import type { Show } from './play-calls.ts';
import type { Sighting } from './sighting.ts';
import { isOwnCall, sightingText } from './sighting-text.ts';
import type { Stage } from './stage.ts';
import type { GuardianWatch } from './watch-guardian.ts';

const LOOK_EVERY_MS = 100;

/** Longer than one event takes. */
const AFTERMATH_MS = 2_000;

const until = async (condition: () => boolean, milliseconds: number, signal: AbortSignal): Promise<void> => {
  const deadline = Date.now() + milliseconds;
  while (!condition() && Date.now() < deadline) {
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
};

/** Its own calls come back to the guardian as records; whoever is told a story takes them for somebody else's. */
const isOwnRecord = (sighting: Sighting): boolean => sighting.kind === 'saw' && isOwnCall(sighting.event);

/** Line by line: alerts in brief, and so whatever else the story has shown the like of. */
const storyteller = () => {
  const shown = new Set<Sighting['kind']>(['told']);
  return (sightings: readonly Sighting[]): readonly string[] =>
    sightings
      .filter((sighting) => !isOwnRecord(sighting))
      .flatMap((sighting) => {
        const lines = sightingText(sighting, shown.has(sighting.kind));
        shown.add(sighting.kind);
        return lines;
      });
};

const firstBroken = (
  expected: readonly Expectation[],
  sightings: readonly Sighting[],
): Expectation | undefined => expected.find(({ holds }) => !holds(sightings));

interface GuardianSettings {
  readonly watch: GuardianWatch;
  readonly show: Show;
  readonly check: Stage['check'];
  readonly signal: AbortSignal;
  /** How long the guardian may take for a step that does not say so itself. */
  readonly patienceMs: number;
}

/** How a stage waits for the guardian and shows what it did, from the first sighting after this on. */
export const playGuardian = ({
  watch,
  show,
  check,
  signal,
  patienceMs,
}: GuardianSettings): Stage['guardian'] => {
  const tell = storyteller();
  let shown = watch.sightings.length;
  return async (expected, { milliseconds = patienceMs, unfinished = false, summary = tell } = {}) => {
    const since = (): readonly Sighting[] => watch.sightings.slice(shown);
    const awaited = expected.filter(({ forbids }) => forbids !== true);
    await until(() => firstBroken(awaited, since()) === undefined, milliseconds, signal);
    const settled = await (unfinished ? sleep(AFTERMATH_MS, true, { signal }) : watch.settled(milliseconds));
    const sightings = since();
    shown += sightings.length;
    const lines = summary(sightings);
    show(['', dim('  What the guardian did:'), ...(lines.length > 0 ? lines : [dim('  nothing')])]);
    const broken = firstBroken(expected, sightings);
    check(
      `the guardian ${(broken === undefined ? expected : [broken]).map(({ words }) => words).join('; ')}`,
      broken === undefined,
    );
    if (!unfinished) {
      check('no message waits any more', settled);
    }
    return sightings;
  };
};
