import { known, type Observed, type ReadFailure, unknown } from '#core/posture/observed.ts';
import { readFailure } from './observe-fact.ts';

/** The items of a listing as far as its pages could be read, and what ended it early, if anything did. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly failure: ReadFailure | undefined;
}

/** Reads all pages of a listing, one after the other. */
export const readListing = async <Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Listing<Item>> => {
  const items: Item[] = [];
  try {
    for await (const page of pages) {
      items.push(...(itemsOf(page) ?? []));
    }
    return { items, failure: undefined };
  } catch (error) {
    return { items, failure: readFailure(error) };
  }
};

/** A listing as one fact: half of a listing is not known. */
export const observedListing = <Item>({ items, failure }: Listing<Item>): Observed<readonly Item[]> =>
  failure === undefined ? known(items) : unknown(failure);

/** All pages of a listing as one fact. */
export const observeListing = async <Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Observed<readonly Item[]>> => observedListing(await readListing(pages, itemsOf));
