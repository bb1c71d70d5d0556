import { READER_ROLE } from '#core/guardian-names.ts';
import type { LoggedCall } from '../organization/logged-calls.ts';

/** Which function read an account, and with which IAM calls. */
export interface Reads {
  readonly account: string;
  /** The session name of the reader role: the function that reads. */
  readonly by: string;
  /** Names of the calls in their order, repeats included. */
  readonly calls: readonly string[];
}

const SESSION = new RegExp(`:assumed-role/${READER_ROLE}/(?<by>[\\w-]+)$`, 'u');

/** The reads among these calls, one entry an account and function. */
export const readsIn = (calls: readonly LoggedCall[]): readonly Reads[] => {
  const found = Map.groupBy(
    calls.flatMap((call) => {
      const by = SESSION.exec(call.principal ?? '')?.groups?.['by'];
      return by === undefined ? [] : [{ ...call, by }];
    }),
    ({ account, by }) => `${account} ${by}`,
  );
  return [...found.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ account: first.account, by: first.by, calls: group.map(({ action }) => action) }];
  });
};
