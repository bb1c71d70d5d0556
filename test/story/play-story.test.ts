import { describe, expect, it } from 'vitest';
import { playStory } from '../../local/story/play-story.ts';
import type { Screen } from '../../local/story/screen.ts';
import { type Stage, StoryBroken } from '../../local/story/stage.ts';
import type { Step, Story } from '../../local/story/story.ts';

const recordingScreen = (...answers: readonly boolean[]) => {
  const lines: string[] = [];
  const left = [...answers];
  const screen: Screen = {
    line: (line = '') => {
      lines.push(line);
    },
    pause: () => Promise.resolve(left.shift() ?? true),
  };
  return { lines, screen };
};

/** The stage of a story that only says and checks. */
const stageOn = ({ line }: Screen): Stage => {
  const unused = (): never => {
    throw new Error('expected no call, received one');
  };
  return {
    endpoint: '',
    directory: '',
    say: line,
    show: unused,
    check: (words, holds) => {
      if (!holds) {
        throw new StoryBroken(words);
      }
    },
    allowed: unused,
    saved: unused,
    denied: unused,
    locally: unused,
    guardian: unused,
  };
};

const stepOf = (title: string, play: Step['play'] = () => Promise.resolve()): Step => ({
  title,
  words: `words of ${title}`,
  play,
});

const play = async (steps: readonly Step[], ...answers: readonly boolean[]) => {
  const { lines, screen } = recordingScreen(...answers);
  const story: Story = { name: 'test', title: 'Test', steps };
  const end = await playStory(story, stageOn(screen), screen);
  return { end, text: lines.join('\n') };
};

const broken = stepOf('broken', async ({ check }) => check('two is three', false));

describe('a story', () => {
  it('holds when each step does, and counts them', async () => {
    const { end, text } = await play([stepOf('one'), stepOf('two')]);
    expect(end).toBe('held');
    expect(text).toMatch(/1 of 2: one.*words of one.*2 of 2: two.*2 of 2 steps went as they should/s);
  });

  it('ends with the first step that breaks, and says which', async () => {
    const { end, text } = await play([stepOf('one'), broken, stepOf('three')]);
    expect(end).toBe('broken');
    expect(text).toContain('Step 2 of 3 did not go as it should');
    expect(text).not.toContain('words of three');
  });

  it('is left between two steps, and not before the first', async () => {
    const { end, text } = await play([stepOf('one'), stepOf('two')], false);
    expect(end).toBe('left');
    expect(text).toContain('words of one');
    expect(text).not.toContain('words of two');
  });

  it('does not hide a fault of its own', async () => {
    const faulty = stepOf('faulty', () => Promise.reject(new TypeError('no such thing')));
    await expect(play([faulty])).rejects.toThrow('no such thing');
  });
});
