/** How many proofs a search may take. */
export interface ProofBudget {
  readonly spend: () => void;
  /** Whether no other candidate may be looked at; the one that is looked at may take a few proofs more. */
  readonly isSpent: () => boolean;
}

export const proofBudget = (proofs: number): ProofBudget => {
  let left = proofs;
  return {
    spend: () => {
      left -= 1;
    },
    isSpent: () => left <= 0,
  };
};
