import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, hunks } from '../../../../cli/explain/terminal/line-diff.ts';

const lines = fc
  .array(fc.constantFrom('a', 'b', 'c', '}'), { maxLength: 12 })
  .map((texts) => texts.join('\n'));

const keptOf = (before: string, after: string, side: 'removed' | 'added'): string =>
  diffLines(before, after)
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ text }) => text)
    .join('\n');

describe('diffLines', () => {
  it('always holds both texts, each in its order', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(keptOf(before, after, 'removed')).toBe(before);
        expect(keptOf(before, after, 'added')).toBe(after);
      }),
    );
  });

  it('changes no more than it has to', () => {
    const changed = (before: string, after: string) =>
      diffLines(before, after).filter(({ kind }) => kind !== 'same').length;
    expect(changed('a\nb\nc', 'a\nb\nc')).toBe(0);
    expect(changed('a\nb\nc', 'a\nc')).toBe(1);
    expect(changed('a\nc', 'a\nb\nc')).toBe(1);
    expect(changed('a\nb\nc\na', 'b\nc\na\nb')).toBe(2);
  });
});

describe('hunks', () => {
  it('shows what changes with two lines around, and that there is more', () => {
    const shown = hunks(diffLines('1\n2\n3\n4\n5\n6\n7\n8\n9', '1\n2\n3\n4\nfive\n6\n7\n8\n9'));
    expect(shown.map((line) => line?.text ?? '...')).toEqual(['...', '3', '4', '5', 'five', '6', '7', '...']);
  });
});
