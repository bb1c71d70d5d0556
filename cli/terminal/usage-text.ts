import { wrap } from './wrap.ts';

const OPTION = /^(?<name>\s+\S.*?\s{2,})(?<words>\S.*)$/u;

/** What an option means stands beside its name, on every line. */
const optionLines = (line: string): readonly string[] => {
  const { name = '', words = line } = OPTION.exec(line)?.groups ?? {};
  return name === '' ? [line] : wrap(words, ' '.repeat(name.length), name);
};

const isProse = (lines: readonly string[]): boolean => lines.every((line) => /^\S/u.test(line));

/** The first block says how a command is written, and stays as it is; sentences are set anew. */
const blockLines = (block: string, index: number): readonly string[] => {
  const lines = block.split('\n');
  if (index === 0) {
    return lines;
  }
  return isProse(lines) ? wrap(lines.join(' ')) : lines.flatMap(optionLines);
};

/** A usage text for the width of this terminal, eighty columns at most. Blocks are set apart by an empty line. */
export const usageText = (usage: string): string =>
  usage
    .split('\n\n')
    .map((block, index) => blockLines(block, index).join('\n'))
    .join('\n\n');
