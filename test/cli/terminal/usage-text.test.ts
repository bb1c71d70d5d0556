import { expect, it } from 'vitest';
import { usageText } from '../../../cli/terminal/usage-text.ts';

it('sets sentences and options anew, for eighty columns, and leaves how a command is written', () => {
  const usage = `npm run something -- [--first] [--second VALUE] PATH…
npm run something -- --another-way-of-writing-it-that-is-longer-than-any-terminal-should-have-to-be

One sentence that is broken somewhere
and goes on, and another one that is long enough to need a second line on any terminal.

  --first         what it means, with more words than there is room for beside the name of it here
  --second VALUE  short`;
  expect(usageText(usage).split('\n')).toEqual([
    'npm run something -- [--first] [--second VALUE] PATH…',
    'npm run something -- --another-way-of-writing-it-that-is-longer-than-any-terminal-should-have-to-be',
    '',
    'One sentence that is broken somewhere and goes on, and another one that is long',
    'enough to need a second line on any terminal.',
    '',
    '  --first         what it means, with more words than there is room for beside',
    '                  the name of it here',
    '  --second VALUE  short',
  ]);
});
