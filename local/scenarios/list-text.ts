import { bold } from '../../cli/terminal/paint.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import type { Scenario } from './scenario.ts';

const USAGE = 'Usage: npm run scenario -- NAME [NAME ...] | --all [--users NUMBER]';

const INDENT = '  ';

/** How to play scenarios, and which there are. */
export const listText = (scenarios: readonly Scenario[]): string => {
  const width = Math.max(...scenarios.map(({ name }) => name.length)) + 2;
  return [
    USAGE,
    '',
    ...wrap(
      'Plays what can happen to an organization, and shows what the guardian makes of it: on the local organization that "npm start" runs in another terminal, or on one that is started for it and ended afterwards. The exit code is 0 if everything went as it should.',
      INDENT,
    ),
    '',
    ...scenarios.flatMap(({ name, summary }) => {
      const first = `${INDENT}${name.padEnd(width)}`;
      return wrap(summary, ' '.repeat(first.length), first).map((line, index) =>
        index === 0 ? line.replace(name, bold(name)) : line,
      );
    }),
    '',
    `${INDENT}For example: npm run scenario -- ${scenarios[0]?.name}`,
    ...wrap(
      'The storm of 200 takes some ten minutes, for the guardian reads no faster than an account can bear; with --users 40 it takes three.',
      INDENT,
    ),
  ].join('\n');
};
