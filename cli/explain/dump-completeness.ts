import type { InputProblem } from '#core/explanation/explanation.ts';
import { type DumpPage, isTruncated } from './dump-page.ts';
import { problemOf } from './source.ts';

/** A page, and what it is called. */
interface NamedPage {
  readonly name: string;
  readonly page: DumpPage;
}

const ACCOUNT_IN_ARN = /^arn:[^:]*:iam::(\d{12}):/;

/** The account that a page is of; undefined where it has nothing but AWS's own policies. */
const accountIn = ({ UserDetailList, GroupDetailList, RoleDetailList, Policies }: DumpPage) => {
  for (const { Arn } of [...UserDetailList, ...GroupDetailList, ...RoleDetailList, ...Policies]) {
    const [, account] = ACCOUNT_IN_ARN.exec(Arn) ?? [];
    if (account !== undefined) {
      return account;
    }
  }
  return undefined;
};

const INCOMPLETE = 'Take it with the AWS CLI without --max-items, or give all pages';

const incomplete = (name: string, account: string | undefined): InputProblem => {
  const whose = account === undefined ? '' : ` of account ${account}`;
  return problemOf(name, `it is not complete: AWS had more pages${whose} than are here. ${INCOMPLETE}`);
};

/**
 * What is missing, account by account: each has a last page, after which AWS had no more. A last page that names no
 * account may be anybody's, but of one account only.
 */
export const missingPages = (pages: readonly NamedPage[]): readonly InputProblem[] => {
  const byAccount = Map.groupBy(pages, ({ page }) => accountIn(page));
  const unnamed = byAccount.get(undefined) ?? [];
  const lasts = unnamed.filter(({ page }) => !isTruncated(page)).length;
  const named = [...byAccount].filter(([account]) => account !== undefined);
  const open = (named.length === 0 ? [...byAccount] : named).filter(([, given]) =>
    given.every(({ page }) => isTruncated(page)),
  );
  return open.length <= lasts
    ? []
    : open.map(([account, given]) => incomplete(given.at(-1)?.name ?? '', account));
};
