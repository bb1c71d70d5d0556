import type { InputProblem } from '#core/explanation/explanation.ts';
import { wrap } from '../../terminal/wrap.ts';
import { visible } from './visible.ts';

/** `file:line:column` as compilers write it, so that editors jump there. */
export const problemLines = (problems: readonly InputProblem[]): readonly string[] =>
  problems.flatMap(({ file, line, column, text }) => {
    const place = [visible(file), ...(line === null ? [] : [line]), ...(column === null ? [] : [column])];
    return wrap(`${place.join(':')}: ${visible(text)}`, '    ', '  ');
  });
