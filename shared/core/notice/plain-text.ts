import { describeActor } from '#core/change/actor.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { printable } from '#core/kernel/printable.ts';
import { formatInstant } from '#core/kernel/time.ts';

const LONGEST_SUBJECT = 99;

/**
 * One line that fits; where names are too long for that, they are cut off, and the ending never is.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (Subject)
 */
export const subjectLine = (text: string, ending = ''): string => {
  const [line, end] = [printable(text), printable(ending)];
  const room = LONGEST_SUBJECT - end.length;
  return line.length <= room ? `${line}${end}` : `${line.slice(0, room - 3)}...${end}`;
};

export const describeAccount = (account: AccountId, names: Readonly<Record<string, string>>): string =>
  names[account] === undefined ? account : `${names[account]} (${account})`;

/** Who did what, and when: the change that made the guardian look. */
export const describeCall = (call: ObservedCall): string =>
  printable(`${call.eventName} by ${describeActor(call.actor)}, ${formatInstant(call.at)}`);

/** Mail programs and terminals of eighty columns show this without breaking lines themselves. */
const WIDTH = 76;

/** Breaks one line between words; what follows is indented by as much as asked. */
const wrapLine = (line: string, indent: string): string => {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = `${indent}${word}`;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current].join('\n');
};

/** Paragraphs of running text or of finished lines, separated by an empty line. */
export const paragraphs = (parts: readonly string[]): string =>
  `${parts
    .filter((part) => part !== '')
    .map((part) => (part.includes('\n') ? part : wrapLine(part, '')))
    .join('\n\n')}\n`;

export const list = (title: string, items: readonly string[]): string =>
  [title, ...items.map((item) => wrapLine(`- ${item}`, '  '))].join('\n');
