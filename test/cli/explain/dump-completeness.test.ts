import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingPages } from '../../../cli/explain/dump-completeness.ts';
import { readDumpPage } from '../../../cli/explain/dump-page.ts';

const ACCOUNTS = ['111122223333', '444455556666', '777788889999'];

/** A page of an account, or one that names none. */
const page = (account: string | undefined, isTruncated: boolean) => {
  const arn = account === undefined ? 'arn:aws:iam::aws:policy/Some' : `arn:aws:iam::${account}:policy/some`;
  const read = readDumpPage({ RoleDetailList: [], Policies: [{ Arn: arn }], IsTruncated: isTruncated });
  if (!read.ok) {
    throw new Error(read.problem);
  }
  return { name: `${account ?? 'aws'}.json`, page: read.value };
};

const [first = '', second = ''] = ACCOUNTS;

describe('missingPages', () => {
  it('names the account of which the last page is missing, whatever is there of others', () => {
    const problems = missingPages([page(first, true), page(second, true), page(second, false)]);
    expect(problems).toEqual([
      {
        file: `${first}.json`,
        line: null,
        column: null,
        text: expect.stringContaining(`AWS had more pages of account ${first} than are here`),
      },
    ]);
  });

  it('takes a last page without an account for one account’s, and for no more', () => {
    expect(missingPages([page(first, true), page(undefined, false)])).toEqual([]);
    expect(missingPages([page(first, true), page(second, true), page(undefined, false)])).toHaveLength(2);
  });

  it('misses the last page where nothing tells of an account at all', () => {
    expect(missingPages([page(undefined, true)])).toHaveLength(1);
    expect(missingPages([])).toEqual([]);
  });

  it('never passes fewer last pages than there are accounts, in whatever order', () => {
    const pages = fc.array(
      fc.record({ account: fc.constantFrom(...ACCOUNTS, undefined), isTruncated: fc.boolean() }),
    );
    fc.assert(
      fc.property(pages, (given) => {
        const accounts = new Set(given.flatMap(({ account }) => account ?? [])).size;
        const lasts = given.filter(({ isTruncated }) => !isTruncated).length;
        const problems = missingPages(given.map(({ account, isTruncated }) => page(account, isTruncated)));
        expect(problems.length > 0 || lasts >= accounts).toBe(true);
      }),
    );
  });
});
