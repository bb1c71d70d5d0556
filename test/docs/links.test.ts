import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anchorsIn, destinationOf, isWithin, linksIn, type Page, pages, projectPath } from './markdown.ts';

const PAGES = pages();

const anchorsOf = (file: string): ReadonlySet<string> | undefined => {
  const page = PAGES.find((candidate) => candidate.file === file);
  return page && anchorsIn(page.prose);
};

/** The links of a page that lead nowhere, as they are written. */
const brokenIn = (page: Page): readonly string[] =>
  linksIn(page.prose)
    .filter(isWithin)
    .filter((link) => {
      const { file, anchor } = destinationOf(page, link);
      return !existsSync(projectPath(file)) || (anchor !== '' && anchorsOf(file)?.has(anchor) === false);
    })
    .map(({ target }) => target);

describe('the links of a page', () => {
  it.each(PAGES.map((page) => [page.file, page] as const))('lead somewhere: %s', (_file, page) => {
    expect(brokenIn(page)).toEqual([]);
  });

  it('are many', () => {
    expect(PAGES.length).toBeGreaterThan(10);
    expect(PAGES.flatMap(({ prose }) => linksIn(prose)).filter(isWithin).length).toBeGreaterThan(150);
  });

  it.each([
    ['to a file that is not there', '[a](no-such-file.md)'],
    ['to a file that is elsewhere', '[a](docs/proof.md)'],
    ['to a heading that is not there', '[a](proof.md#no-such-heading)'],
    ['to a heading of the page itself', '[a](#no-such-heading)'],
    ['of a picture', '![a [b] c](pictures/no-such-picture.svg "title")'],
    ['by a definition', '[a]: /docs/no-such-file.md'],
  ])('are found out where they lead nowhere: %s', (_what, prose) => {
    expect(brokenIn({ file: 'docs/events.md', prose })).toHaveLength(1);
  });

  it.each([
    ['from the root', '[a](/docs/proof.md#guarantees)'],
    ['from the page', '[a](proof.md) and [b](../README.md#limits-stated)'],
    ['to a folder', '[a](/test/scenarios/proof)'],
    ['elsewhere', '[a](https://docs.aws.amazon.com/x#y) [b](mailto:a@example.com)'],
  ])('are left alone where they lead somewhere: %s', (_what, prose) => {
    expect(brokenIn({ file: 'docs/events.md', prose })).toEqual([]);
  });
});

describe('anchorsIn', () => {
  it.each([
    ['# What it guarantees', 'what-it-guarantees'],
    ['### 2. Free everybody', '2-free-everybody'],
    ['## Try it: a _whole_ `organization`', 'try-it-a-_whole_-organization'],
    ['## [Linked](x.md), and more ##', 'linked-and-more'],
    ['## Twice\n\n## Twice', 'twice-1'],
    ['<a id="here"></a>', 'here'],
  ])('has the anchor that GitHub makes: %s', (prose, anchor) => {
    expect(anchorsIn(prose)).toContain(anchor);
  });
});
