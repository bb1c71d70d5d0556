/** Thrown when a search has proved as much as it may; caught where it began. */
export class BudgetSpent extends Error {
  constructor() {
    super('expected a repair within the proofs that a search may take, found none');
    this.name = 'BudgetSpent';
  }
}

/** How many proofs a search may still take. */
export interface ProofBudget {
  /** Throws `BudgetSpent` when none is left. */
  readonly spend: () => void;
}

export const proofBudget = (proofs: number): ProofBudget => {
  let left = proofs;
  return {
    spend: () => {
      left -= 1;
      if (left < 0) {
        throw new BudgetSpent();
      }
    },
  };
};
