import { bad, good } from '../../cli/terminal/paint.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import { playCalls, type Show } from './play-calls.ts';
import { playGuardian } from './play-guardian.ts';
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
}

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
export const setStage = ({ endpoint, directory, watch, screen, signal }: StageSettings): Stage => {
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
    ...playCalls({ endpoint, show, check, signal }),
    guardian: playGuardian({ watch, show, check, signal }),
  };
};
