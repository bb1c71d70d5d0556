import { bold, dim } from '../../cli/terminal/paint.ts';
import type { Screen } from './screen.ts';
import { type Stage, StoryBroken } from './stage.ts';
import type { Story } from './story.ts';

/** How a story ended: as it should, with a step that went wrong, or because whoever watched had seen enough. */
export type StoryEnd = 'held' | 'broken' | 'left';

const WIDTH = 78;

const heading = (text: string): string => `── ${text} ${'─'.repeat(Math.max(2, WIDTH - text.length - 4))}`;

const isOver = async (screen: Screen, index: number): Promise<boolean> =>
  index > 0 && !(await screen.pause());

/** Plays step after step; stops at the first that does not go as it should, and says which. */
export const playStory = async (story: Story, stage: Stage, screen: Screen): Promise<StoryEnd> => {
  const began = Date.now();
  const { length } = story.steps;
  for (const [index, step] of story.steps.entries()) {
    if (await isOver(screen, index)) {
      return 'left';
    }
    screen.line();
    screen.line(bold(heading(`${index + 1} of ${length}: ${step.title}`)));
    stage.say(step.words);
    try {
      await step.play(stage);
    } catch (error) {
      if (!(error instanceof StoryBroken)) {
        throw error;
      }
      screen.line();
      screen.line(bold(`Step ${index + 1} of ${length} did not go as it should. The story ends here.`));
      return 'broken';
    }
  }
  const seconds = Math.round((Date.now() - began) / 1_000);
  screen.line();
  screen.line(dim(`${length} of ${length} steps went as they should, in ${seconds} s.`));
  return 'held';
};
