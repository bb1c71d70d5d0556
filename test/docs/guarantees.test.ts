import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  destinationOf,
  isWithin,
  type Link,
  linksIn,
  type Page,
  pages,
  projectPath,
  textOf,
} from './markdown.ts';

const pageNamed = (file: string): Page => {
  const page = pages().find((candidate) => candidate.file === file);
  if (page === undefined) {
    throw new Error(`expected the page ${file}, received none`);
  }
  return page;
};

const GUARANTEES = pageNamed('docs/guarantees.md');
const FAILURES = pageNamed('docs/failures.md');

/** The rows of a page's tables, without their heads. */
const rowsOf = ({ prose }: Page): readonly (readonly string[])[] => {
  const lines = prose.split('\n');
  return lines
    .filter((line, at) => line.startsWith('| ') && !lines[at + 1]?.startsWith('|---'))
    .map((line) => line.split('|').slice(1, -1));
};

const testsIn = (page: Page, cell: string): readonly string[] =>
  linksIn(cell)
    .filter(isWithin)
    .map((link) => destinationOf(page, link).file)
    .filter((file) => /^test\/.*\.test\.ts$/.test(file) && existsSync(projectPath(file)));

describe('docs/guarantees.md', () => {
  it('shows each guarantee by at least one test, and says what it does not promise', () => {
    const rows = rowsOf(GUARANTEES);
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((cells) => cells.length !== 3 || cells.some((cell) => cell.trim() === ''))).toEqual(
      [],
    );
    const unproved = rows.filter(([, shownBy = '']) => testsIn(GUARANTEES, shownBy).length === 0);
    expect(unproved.map(([guarantee]) => guarantee)).toEqual([]);
  });

  const quoted = linksIn(GUARANTEES.prose).filter(({ text }) => /^\*.+\*$/.test(text));

  it('quotes tests by their names', () => {
    expect(quoted.length).toBeGreaterThan(15);
  });

  it.each(quoted.map((link) => [link.text, link] as const))(
    'quotes a test that is there: %s',
    (_text, link: Link) => {
      const source = textOf(destinationOf(GUARANTEES, link).file);
      for (const part of link.text.slice(1, -1).split('…')) {
        expect(source).toContain(part.trim());
      }
    },
  );
});

describe('docs/failures.md', () => {
  it('shows each row by a test, or says that it is not shown', () => {
    const rows = rowsOf(FAILURES);
    expect(rows.length).toBeGreaterThan(35);
    expect(rows.filter((cells) => cells.length !== 6 || cells.some((cell) => cell.trim() === ''))).toEqual(
      [],
    );
    const unsaid = rows.filter(([, , , , , shownBy = '']) => {
      const shown = testsIn(FAILURES, shownBy).length > 0;
      return !shown && !shownBy.includes('not shown');
    });
    expect(unsaid.map(([part]) => part)).toEqual([]);
  });
});
