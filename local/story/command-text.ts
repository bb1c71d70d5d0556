import { type AwsCall, wordsOf } from '../aws-cli/aws-call.ts';

const WIDTH = 78;
const PLAIN = /^[\w@%+=:,./-]+$/u;

const quoted = (word: string): string => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

const isLoneOption = (piece: string | undefined): boolean =>
  piece?.startsWith('--') === true && !piece.includes(' ') && piece !== '--';

/** An option is not torn from its value. */
const pieces = (words: readonly string[]): readonly string[] => {
  const grouped: string[] = [];
  for (const word of words.map(quoted)) {
    const isValue = isLoneOption(grouped.at(-1)) && !word.startsWith('--');
    grouped.push(isValue ? `${grouped.pop()} ${word}` : word);
  }
  return grouped;
};

const PROMPT = '  $ ';

const CONTINUED = ' '.repeat(PROMPT.length + 2);

/** Puts piece after piece on lines that fit, each but the last of which ends with a backslash. */
const fitted = ([first = '', ...rest]: readonly string[]): readonly string[] => {
  const lines: string[] = [];
  let line = `${PROMPT}${first}`;
  for (const piece of rest) {
    const fits = line.length + 1 + piece.length <= WIDTH;
    if (!fits) {
      lines.push(`${line} \\`);
    }
    line = fits ? `${line} ${piece}` : `${CONTINUED}${piece}`;
  }
  return [...lines, line];
};

/** A command as it can be typed or pasted; with a file, what it prints goes there. */
export const shellLines = (words: readonly string[], file?: string): readonly string[] =>
  fitted([...pieces(words), ...(file === undefined ? [] : [`> ${quoted(file)}`])]);

/** The command that makes this call, from another terminal too. npm's own words must not get into a file. */
export const awsLines = (call: AwsCall, file?: string): readonly string[] =>
  shellLines(
    ['npm', 'run', ...(file === undefined ? [] : ['--silent']), 'aws', '--', ...wordsOf(call)],
    file,
  );
