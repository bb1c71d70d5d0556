/** What is left of a line of eighty columns beside the sign and the margin. */
const ROOM = 76;

const INDENT = '  ';

/** In one line, with room between what belongs together: `{ "a": [1, 2] }`. */
const inline = (value: unknown): string => {
  if (Array.isArray(value)) {
    return `[${value.map(inline).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inline(member)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
};

/** Statements are told apart better where each member has a line of its own. */
const isStatement = (value: object): boolean => Object.hasOwn(value, 'Effect');

const linesOf = (value: unknown, indent: string, before: string, after: string): readonly string[] => {
  const whole = `${indent}${before}${inline(value)}${after}`;
  if (typeof value !== 'object' || value === null || (whole.length <= ROOM && !isStatement(value))) {
    return [whole];
  }
  const entries = Array.isArray(value)
    ? value.map((item: unknown) => ['', item] as const)
    : Object.entries(value).map(([key, member]) => [`${JSON.stringify(key)}: `, member] as const);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return [
    `${indent}${before}${open}`,
    ...entries.flatMap(([name, member], index) =>
      linesOf(member, indent + INDENT, name, index < entries.length - 1 ? ',' : ''),
    ),
    `${indent}${close}${after}`,
  ];
};

/** A document as people write it by hand: what fits into a line stands in one. A text that is no JSON stays as it is. */
export const compactJson = (text: string): string => {
  try {
    return linesOf(JSON.parse(text), '', '', '').join('\n');
  } catch {
    return text;
  }
};
