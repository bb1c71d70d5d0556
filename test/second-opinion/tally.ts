import type { Compared } from './compare.ts';

/** What came of many comparisons. */
export interface Tally {
  /** By the proof's answer, and for `open` by how the witness got through. */
  readonly answers: Map<string, number>;
  /** Those that were tried against the answers that nothing gets through. */
  requests: number;
  disagreements: number;
}

export const newTally = (): Tally => ({ answers: new Map(), requests: 0, disagreements: 0 });

const nameOf = ({ proof, outcome }: Compared): string =>
  outcome.kind === 'allowed' ? `${proof.answer} (${outcome.how})` : proof.answer;

export const count = (tally: Tally, compared: Compared): void => {
  const name = nameOf(compared);
  tally.answers.set(name, (tally.answers.get(name) ?? 0) + 1);
  tally.requests += compared.outcome.kind === 'refused' ? compared.outcome.requests : 0;
  tally.disagreements += compared.outcome.kind === 'disagreement' ? 1 : 0;
};

export const describeCounts = ({ answers, requests, disagreements }: Tally): string => {
  const counts = [...answers].toSorted().map(([name, number]) => `${number} ${name}`);
  return `${counts.join(', ')}; ${requests} requests refused; ${disagreements} disagreements`;
};

/** The whole case, for whoever has to find out which of the two is wrong. */
export const describeDisagreement = ({ asked, proof, outcome }: Compared): string =>
  JSON.stringify({ asked, proof, outcome }, undefined, 1);
