/** Whether a condition holds for the requests of a session: for all of them, for none, or nobody can say. */
export type Outcome = 'must' | 'may' | 'cannot';

export const negate = (outcome: Outcome): Outcome => {
  switch (outcome) {
    case 'must':
      return 'cannot';
    case 'cannot':
      return 'must';
    case 'may':
      return 'may';
  }
};

/** Every one has to hold; none at all hold. */
export const allOf = (outcomes: readonly Outcome[]): Outcome => {
  if (outcomes.includes('cannot')) {
    return 'cannot';
  }
  return outcomes.includes('may') ? 'may' : 'must';
};

/** One of them has to hold. */
export const anyOf = (outcomes: readonly Outcome[]): Outcome => {
  if (outcomes.includes('must')) {
    return 'must';
  }
  return outcomes.includes('may') ? 'may' : 'cannot';
};
