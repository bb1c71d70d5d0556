import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { playStory, type StoryEnd } from './play-story.ts';
import type { Screen } from './screen.ts';
import { setStage } from './set-stage.ts';
import type { Story } from './story.ts';
import type { GuardianWatch } from './watch-guardian.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

export interface Performance {
  readonly endpoint: string;
  readonly watch: GuardianWatch;
  readonly screen: Screen;
  readonly story: Story;
  readonly signal: AbortSignal;
  /** How long the guardian may take for a step that does not say so itself; a minute when left out. */
  readonly patienceMs?: number;
}

/** Plays a story on a running organization, in a directory of its own that is gone afterwards. */
export const playOn = async ({ story, ...settings }: Performance): Promise<StoryEnd> => {
  const directory = path.relative(process.cwd(), path.join(ROOT, '.local', story.name));
  await mkdir(directory, { recursive: true });
  try {
    const stage = setStage({ ...settings, directory });
    return await playStory(story, stage, settings.screen);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
