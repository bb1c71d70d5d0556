/** One thing that was measured. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'bytes' | 'times' | 'a second';
}

export interface BenchResult {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** How much is measured: all of it, or so little that a test has time for it. */
export interface Scale {
  /** For how long one thing is repeated, in milliseconds. */
  readonly time: number;
  /** How many fresh processes are started for one thing. */
  readonly processes: number;
  readonly principals: number;
  readonly documents: number;
  /** Every so many-th action of the catalogue is asked for one by one. */
  readonly everyAction: number;
  readonly statements: readonly number[];
  readonly wildcards: readonly number[];
}

export const FULL: Scale = {
  time: 1_000,
  processes: 9,
  principals: 100_000,
  documents: 500,
  everyAction: 1,
  statements: [1, 10, 50, 100, 200],
  wildcards: [1, 2, 4, 8, 16],
};

export const TINY: Scale = {
  time: 5,
  processes: 1,
  principals: 20,
  documents: 120,
  everyAction: 1_000,
  statements: [1, 2],
  wildcards: [1, 2],
};

export type Bench = (scale: Scale) => Promise<BenchResult>;

/** The middle one of some numbers; of two the greater. */
export const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
