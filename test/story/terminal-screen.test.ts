import { describe, expect, it } from 'vitest';
import { terminalScreen } from '../../local/story/terminal-screen.ts';

describe('a screen that no person sits at', () => {
  it('waits for nobody', async () => {
    expect(await terminalScreen(new AbortController().signal).pause()).toBe(true);
  });

  it('has seen enough once the story is to end', async () => {
    expect(await terminalScreen(AbortSignal.abort()).pause()).toBe(false);
  });
});
