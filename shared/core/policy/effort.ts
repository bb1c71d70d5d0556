/** Thrown when judging would take more steps than allowed; caught where a proof begins. */
export class TooComplex extends Error {
  constructor(steps: number) {
    super(`expected policies that can be judged within ${steps} steps, received more complex ones`);
    this.name = 'TooComplex';
  }
}

/** Counts steps, so that no document, however hostile, takes longer than its share. */
export interface Effort {
  /** Counts steps; throws `TooComplex` beyond the limit. */
  readonly spend: (steps: number) => void;
  readonly spent: () => number;
}

export const limitedEffort = (limit: number): Effort => {
  let spent = 0;
  return {
    spend: (steps) => {
      spent += steps;
      if (spent > limit) {
        throw new TooComplex(limit);
      }
    },
    spent: () => spent,
  };
};
