/** What opens and closes in JSON; a text is passed over as a whole. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;

/** How much deeper each leads. */
const STEPS: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** One of several values that stand behind each other in a text. */
export interface SplitValue {
  readonly offset: number;
  readonly text: string;
}

/**
 * Cuts a text where an object or a list ends that is inside no other: several pages of an answer, or several
 * documents, that were written one behind the other.
 */
export const splitValues = (text: string): readonly SplitValue[] => {
  const values: SplitValue[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const step = STEPS[token] ?? 0;
    depth += step;
    if (depth === 0 && step < 0) {
      values.push({ offset: start, text: text.slice(start, index + 1) });
      start = index + 1;
    }
  }
  return text.slice(start).trim() === '' ? values : [...values, { offset: start, text: text.slice(start) }];
};
