import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { Bench, Figure } from './bench.ts';
import { examplePrincipal } from './example-principals.ts';
import { medianTime } from './median-time.ts';
import { proveAll } from './prove-all.ts';

const documentOf = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** Every second one denies, so that what is left has to be cut. */
const manyStatements = (count: number, run: number): string =>
  documentOf(
    Array.from({ length: count }, (_, place) => ({
      Sid: `R${run}S${place}`,
      Effect: place % 2 === 0 ? 'Allow' : 'Deny',
      Action: [`s3:Get*`, `dynamodb:*Item`],
      Resource: [`arn:aws:s3:::bucket-${place}/*`, `arn:aws:dynamodb:*:*:table/table-${place}`],
    })),
  );

/** A pattern of actions and one of resources, each with so many wildcards. */
const manyWildcards = (count: number, run: number): string =>
  documentOf([
    {
      Sid: `R${run}`,
      Effect: 'Allow',
      Action: `*:${'*e'.repeat(count)}*`,
      Resource: `arn:aws:s3:::${'*a'.repeat(count)}*`,
    },
    { Effect: 'Deny', Action: `*:${'*t'.repeat(count)}*`, Resource: `arn:aws:s3:::${'*b'.repeat(count)}*` },
  ]);

/** The time of a document that nobody saw before, by its size; each as a ratio to the smallest. */
const ratios = (
  what: string,
  sizes: readonly number[],
  textOf: (size: number, run: number) => string,
  time: number,
): readonly Figure[] => {
  let run = 0;
  const next = (size: number) => () => {
    run += 1;
    return examplePrincipal(run, [{ name: 'grown', text: textOf(size, run) }]);
  };
  const times = sizes.map((size) =>
    medianTime(next(size), (principal) => proveAll(principal as ProvedPrincipal), time),
  );
  return sizes.map((size, place) => ({
    what: `${size} ${what}, to ${sizes[0]}`,
    value: (times[place] ?? Number.NaN) / (times[0] ?? Number.NaN),
    unit: 'times',
  }));
};

/** How the time of one principal grows with the documents, their reading included. */
export const growth: Bench = async ({ statements, wildcards, time }) => ({
  title: 'Growth, documents never seen before',
  figures: [
    ...ratios('statements', statements, manyStatements, time),
    ...ratios('wildcards in a pattern', wildcards, manyWildcards, time),
  ],
});
