import type { InputProblem } from '#core/explanation/explanation.ts';

/** A text that somebody gave, and what it is called. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Counts lines and columns from 1, as editors do. */
export const positionAt = (
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
};

/** A problem of a whole file. */
export const problemOf = (file: string, text: string): InputProblem => ({
  file,
  line: null,
  column: null,
  text,
});

/** A problem at one place of a file. */
export const problemAt = ({ name, text: whole }: Source, offset: number, text: string): InputProblem => ({
  file: name,
  ...positionAt(whole, offset),
  text,
});
