/** A line that stays, goes or comes. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Longer texts are shown as a whole: comparing them takes time and room by the product of their lengths. */
const MOST_LINES = 2_000;

/** For each two places, how many lines the rests have in common at most, in their order. */
type CommonLengths = readonly Uint16Array[];

interface Comparison {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly lengths: CommonLengths;
}

const lengthAt = (lengths: CommonLengths, row: number, column: number): number => lengths[row]?.[column] ?? 0;

const commonLengths = (left: readonly string[], right: readonly string[]): CommonLengths => {
  const lengths = left.map(() => new Uint16Array(right.length));
  for (const [row, current] of [...lengths.entries()].reverse()) {
    for (const column of [...right.keys()].reverse()) {
      current[column] =
        left[row] === right[column]
          ? lengthAt(lengths, row + 1, column + 1) + 1
          : Math.max(lengthAt(lengths, row + 1, column), lengthAt(lengths, row, column + 1));
    }
  }
  return lengths;
};

/** What becomes of the lines at two places: both stay, the left one goes, or the right one comes. */
const stepAt = ({ left, right, lengths }: Comparison, row: number, column: number): DiffLine['kind'] => {
  if (row < left.length && left[row] === right[column]) {
    return 'same';
  }
  const staysBetter = lengthAt(lengths, row, column + 1) > lengthAt(lengths, row + 1, column);
  return row === left.length || (column < right.length && staysBetter) ? 'added' : 'removed';
};

const lineAt = (
  { left, right }: Comparison,
  kind: DiffLine['kind'],
  row: number,
  column: number,
): DiffLine => ({
  kind,
  text: (kind === 'added' ? right[column] : left[row]) ?? '',
});

const walk = (comparison: Comparison): readonly DiffLine[] => {
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < comparison.left.length || column < comparison.right.length) {
    const kind = stepAt(comparison, row, column);
    lines.push(lineAt(comparison, kind, row, column));
    row += kind === 'added' ? 0 : 1;
    column += kind === 'removed' ? 0 : 1;
  }
  return lines;
};

/** The fewest lines that have to go and to come to make one text of another. */
export const diffLines = (before: string, after: string): readonly DiffLine[] => {
  const [left, right] = [before.split('\n'), after.split('\n')];
  return left.length > MOST_LINES || right.length > MOST_LINES
    ? right.map((text) => ({ kind: 'same', text }))
    : walk({ left, right, lengths: commonLengths(left, right) });
};

/** What changes, with so many lines around that one sees where. */
const AROUND = 2;

/** Only what changes and what is near to it; `undefined` stands for what is left out. */
export const hunks = (lines: readonly DiffLine[]): readonly (DiffLine | undefined)[] => {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== 'same');
  const shown: (DiffLine | undefined)[] = [];
  for (const [index, line] of lines.entries()) {
    if (isNear(index)) {
      shown.push(line);
    } else if (shown.at(-1) !== undefined || index === 0) {
      shown.push(undefined);
    }
  }
  return shown;
};
