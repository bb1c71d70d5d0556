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

/** A command as it can be typed or pasted, broken with backslashes where a terminal of eighty columns ends. */
export const shellLines = (words: readonly string[]): readonly string[] => {
  const [first = '', ...rest] = pieces(words);
  const lines: string[] = [];
  let line = `${PROMPT}${first}`;
  for (const piece of rest) {
    const fits = line.length + 1 + piece.length <= WIDTH;
    if (!fits) {
      lines.push(`${line} \\`);
    }
    line = fits ? `${line} ${piece}` : `${' '.repeat(PROMPT.length + 2)}${piece}`;
  }
  return [...lines, line];
};

/** The command that makes this call, from another terminal too; with a file, what it prints goes there. */
export const awsLines = (call: AwsCall, file?: string): readonly string[] => {
  const npmRun = file === undefined ? ['npm', 'run', 'aws'] : ['npm', 'run', '--silent', 'aws'];
  const lines = shellLines([...npmRun, '--', ...wordsOf(call)]);
  return file === undefined ? lines : [...lines.slice(0, -1), `${lines.at(-1)} > ${file}`];
};
