import type { AwsCall } from '../aws-cli/aws-call.ts';
import type { Expectation } from './expectation.ts';
import type { Sighting } from './sighting.ts';

/** Thrown when a step did not go as it should: what comes after it would make no sense. */
export class StoryBroken extends Error {
  override readonly name = 'StoryBroken';
}

export interface Patience {
  /** How long the guardian may take. */
  readonly milliseconds?: number;
  /** It can't finish: something that it needs is missing, and messages wait for that. */
  readonly unfinished?: boolean;
  /** How its work is shown; line by line unless told otherwise. */
  readonly summary?: (sightings: readonly Sighting[]) => readonly string[];
}

/** What a step plays with: real commands, the guardian as it can be watched, and checks. */
export interface Stage {
  readonly endpoint: string;
  /** A directory of the story's own, as a path from the project's root. */
  readonly directory: string;
  readonly say: (text: string) => void;
  /** Shows lines as they are. */
  readonly show: (lines: readonly string[]) => void;
  /** @throws StoryBroken unless it holds. */
  readonly check: (words: string, holds: boolean) => void;
  /** Makes the call and answers what it printed. @throws StoryBroken if AWS refuses it. */
  readonly allowed: (call: AwsCall, because?: string) => Promise<string>;
  /** Makes the call and writes what it printed to a file, as `>` does. @throws StoryBroken if AWS refuses it. */
  readonly saved: (call: AwsCall, file: string) => Promise<void>;
  /** Makes the call. @throws StoryBroken unless AWS refuses it in these words. */
  readonly denied: (call: AwsCall, withWords?: string) => Promise<void>;
  /**
   * Asks the local AWS, below /_local/, for what no call of AWS makes happen here: a sign-in to the console, an event
   * that comes twice. @throws Error when it does not understand.
   */
  readonly locally: <Answer>(path: string, body: Readonly<Record<string, unknown>>) => Promise<Answer>;
  /**
   * Waits until the guardian has done what is expected and has come to rest, and shows everything that it did since
   * the last time. @throws StoryBroken if it does something else.
   */
  readonly guardian: (expected: readonly Expectation[], patience?: Patience) => Promise<readonly Sighting[]>;
}
