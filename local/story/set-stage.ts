import { bad, good } from '../../cli/terminal/paint.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import { playCalls, type Show } from './play-calls.ts';
import { playGuardian } from './play-guardian.ts';
import { playLocally } from './play-locally.ts';
import type { Screen } from './screen.ts';
import { type Stage, StoryBroken } from './stage.ts';
import type { GuardianWatch } from './watch-guardian.ts';

export interface StageSettings {
  readonly endpoint: string;
  readonly directory: string;
  readonly watch: GuardianWatch;
  readonly screen: Screen;
  /** Ends the story between two of its moves. */
  readonly signal: AbortSignal;
  /** How long the guardian may take for a step that does not say so itself. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 60_000;

const checking =
  (show: Show): Stage['check'] =>
  (words, holds) => {
    const [mark, paint] = holds ? ['✓ ', good] : ['✗ NOT AS IT SHOULD BE: ', bad];
    show(wrap(words, '    ', `  ${mark}`).map(paint));
    if (!holds) {
      throw new StoryBroken(words);
    }
  };

/** Sets the stage for one story. */
export const setStage = ({
  endpoint,
  directory,
  watch,
  screen,
  signal,
  patienceMs = PATIENCE_MS,
}: StageSettings): Stage => {
  const show: Show = (lines) => {
    for (const line of lines) {
      screen.line(line);
    }
  };
  const check = checking(show);
  return {
    endpoint,
    directory,
    check,
    say: (text) => show(['', ...wrap(text)]),
    show,
    locally: playLocally(endpoint, show),
    ...playCalls({ endpoint, show, check, signal }),
    guardian: playGuardian({ watch, show, check, signal, patienceMs }),
  };
};
