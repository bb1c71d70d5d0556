import { dim } from '../../terminal/paint.ts';
import { wrap } from '../../terminal/wrap.ts';
import { visible } from './visible.ts';

/** What was not given and is taken for granted, in the end. */
export const assumptionLines = (assumed: readonly string[]): readonly string[] =>
  assumed.length === 0
    ? []
    : [
        '',
        ...assumed.flatMap((text) => wrap(`Assumed: ${visible(text)}`, '  ', '')).map((line) => dim(line)),
      ];
