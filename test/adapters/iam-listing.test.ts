import { describe, expect, it } from 'vitest';
import { observeListing, readListing } from '#adapters/iam-listing.ts';

class Throttling extends Error {
  override name = 'Throttling';
}

async function* pagesThatEnd(): AsyncIterable<readonly number[] | undefined> {
  yield [1, 2];
  yield undefined;
  yield [3];
}

async function* pagesThatBreak(): AsyncIterable<readonly number[]> {
  yield [1, 2];
  throw new Throttling();
}

const itself = <Page>(page: Page): Page => page;

describe('a listing', () => {
  it('has the items of all its pages', async () => {
    expect(await readListing(pagesThatEnd(), itself)).toEqual({ items: [1, 2, 3], failure: undefined });
    expect(await observeListing(pagesThatEnd(), itself)).toEqual({ kind: 'known', fact: [1, 2, 3] });
  });

  it('keeps what came before a page failed, and is not known as a whole', async () => {
    expect(await readListing(pagesThatBreak(), itself)).toEqual({ items: [1, 2], failure: 'throttled' });
    expect(await observeListing(pagesThatBreak(), itself)).toEqual({ kind: 'unknown', because: 'throttled' });
  });
});
