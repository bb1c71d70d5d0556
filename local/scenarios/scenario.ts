import type { LocalAccount } from '../organization/accounts.ts';
import type { Story } from '../story/story.ts';

/** Whom and what a scenario makes; it is gone again afterwards, so that the scenario can be played again. */
export interface Cast {
  readonly account: LocalAccount;
  readonly users: readonly string[];
  readonly groups?: readonly string[];
}

/** A story that can be played on any local organization, at any time and as often as one likes. */
export interface Scenario extends Story {
  /** What it shows, in one line of the list. */
  readonly summary: string;
  readonly cast: Cast;
  /** How many messages it sends to people at most within a minute. */
  readonly alerts: number;
  /** Whether it makes sense where the guardian only observes. */
  readonly worksInObserveMode?: boolean;
  /** Puts back what is not in the cast; told of nothing that was there already. */
  readonly tidyUp?: (endpoint: string) => Promise<void>;
}
