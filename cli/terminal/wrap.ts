import process from 'node:process';

/** Longer lines are hard to read; narrower terminals would break them anywhere. */
const WIDTH = Math.min(80, process.stdout.columns ?? 80);

/** Breaks a text between words, so that each line with its indentation fits; a longer word stays whole. */
export const wrap = (text: string, indent = '', first = indent): readonly string[] => {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
};

/** `- ` before the first line, and as much room before the others. */
export const bullet = (text: string, indent = ''): readonly string[] =>
  wrap(text, `${indent}  `, `${indent}- `);
