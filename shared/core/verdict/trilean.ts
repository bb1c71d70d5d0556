import type { Gap, Observed } from '#core/posture/observed.ts';

/** Yes, no, or it hangs on facts that could not be read. */
export type Trilean =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'unsure'; readonly gaps: readonly Gap[] };

export const YES: Trilean = { kind: 'yes' };
export const NO: Trilean = { kind: 'no' };

export const fromBoolean = (value: boolean): Trilean => (value ? YES : NO);

/** Asks an observed fact; an unknown one answers with the gap it leaves. */
export const ask = <Fact>(
  observed: Observed<Fact>,
  fact: Gap['fact'],
  question: (fact: Fact) => boolean,
): Trilean =>
  observed.kind === 'known'
    ? fromBoolean(question(observed.fact))
    : { kind: 'unsure', gaps: [{ fact, because: observed.because }] };

/** What the unsure among the answers hang on. */
export const gapsOf = (answers: readonly Trilean[]): readonly Gap[] =>
  answers.flatMap((answer) => (answer.kind === 'unsure' ? answer.gaps : []));

/** One *no* decides, whatever could not be read. */
export const both = (left: Trilean, right: Trilean): Trilean => {
  if (left.kind === 'no' || right.kind === 'no') {
    return NO;
  }
  const gaps = gapsOf([left, right]);
  return gaps.length === 0 ? YES : { kind: 'unsure', gaps };
};

/** One *yes* decides, whatever could not be read. */
export const either = (left: Trilean, right: Trilean): Trilean => {
  if (left.kind === 'yes' || right.kind === 'yes') {
    return YES;
  }
  const gaps = gapsOf([left, right]);
  return gaps.length === 0 ? NO : { kind: 'unsure', gaps };
};

export const not = (answer: Trilean): Trilean => {
  switch (answer.kind) {
    case 'yes':
      return NO;
    case 'no':
      return YES;
    case 'unsure':
      return answer;
  }
};
