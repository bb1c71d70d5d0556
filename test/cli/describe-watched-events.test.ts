import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { describeWatchedEvents } from '../../cli/describe-watched-events.ts';

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('docs/watched-events.md', () => {
  it('is what `npm run events` writes now', () => {
    const file = new URL('../../docs/watched-events.md', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(describeWatchedEvents());
  });

  it('has a row for each event, and no empty cell: whom it concerns is said of each', () => {
    const rows = describeWatchedEvents()
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(1);
    expect(rows).toHaveLength(WATCHED_EVENTS.length);
    expect(rows.filter((row) => cellsOf(row).includes(''))).toEqual([]);
  });
});
