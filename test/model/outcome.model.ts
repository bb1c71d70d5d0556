/** Whether something matches. *Either*: AWS's documentation leaves it open, or says both. */
export type Outcome = 'yes' | 'no' | 'either';

export const outcomeOf = (holds: boolean): Outcome => (holds ? 'yes' : 'no');

export const not = (outcome: Outcome): Outcome => {
  if (outcome === 'either') {
    return 'either';
  }
  return outcome === 'yes' ? 'no' : 'yes';
};

export const allOf = (outcomes: readonly Outcome[]): Outcome => {
  if (outcomes.includes('no')) {
    return 'no';
  }
  return outcomes.includes('either') ? 'either' : 'yes';
};

export const anyOf = (outcomes: readonly Outcome[]): Outcome => not(allOf(outcomes.map(not)));

/** What two readings of the documentation say together. */
export const readEitherWay = (first: Outcome, second: Outcome): Outcome =>
  first === second ? first : 'either';
