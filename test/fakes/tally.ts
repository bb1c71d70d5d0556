/** Counts what a property came across, so that one which never met its case fails. */
export const tally = <Case extends string>() => {
  const counts = new Map<Case, number>();
  return {
    count: (met: Case): void => {
      counts.set(met, (counts.get(met) ?? 0) + 1);
    },
    /** The cases that were met fewer times than they should have been. */
    missing: (cases: readonly Case[], atLeast: number): readonly Case[] =>
      cases.filter((one) => (counts.get(one) ?? 0) < atLeast),
  };
};
