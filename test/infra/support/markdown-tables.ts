import { expect } from 'vitest';

/** The cells of one row. */
export type Row = readonly string[];

const cellsOf = (line: string): Row =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The tables of a Markdown page, each found by how its header begins. Fails when there is none, or no row. */
export const tablesIn = (page: string) => {
  const lines = page.split('\n');
  const tableOf = (beginning: string): readonly Row[] => {
    const table = lines.slice(lines.findIndex((line) => line.startsWith(beginning)));
    const end = table.findIndex((line) => !line.startsWith('|'));
    const rows = table.slice(2, end === -1 ? undefined : end);
    expect(rows, `rows of the table ${beginning}`).not.toEqual([]);
    return rows.map(cellsOf);
  };
  return {
    tableOf,
    /** The row whose first cell begins so. */
    rowOf: (beginning: string, what: string): Row => {
      const row = tableOf(beginning).find(([first = '']) => first.startsWith(what));
      expect(row, `a row ${what} in the table ${beginning}`).toBeDefined();
      return row ?? [];
    },
  };
};

/** A cell like `2,592`, `$0.10` or `**$1.00**` as a number. */
export const numberIn = (cell: string | undefined): number => Number((cell ?? '').replace(/[$,*]/g, ''));
