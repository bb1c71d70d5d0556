import type { Stage } from './stage.ts';

/** One scene of a story: what somebody does, what AWS answers, and what the guardian makes of it. */
export interface Step {
  readonly title: string;
  /** What the reader is about to see, in a few sentences. */
  readonly words: string;
  /** Plays the step; each check on the way is kept by the stage. */
  readonly play: (stage: Stage) => Promise<void>;
}

/** Something that can happen to an organization, step by step. */
export interface Story {
  readonly name: string;
  readonly title: string;
  readonly steps: readonly Step[];
}
