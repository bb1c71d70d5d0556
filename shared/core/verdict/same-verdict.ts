import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { Finding, MfaVerdict, OpenSession } from './mfa-verdict.ts';

type Exposed = Finding & { readonly kind: 'exposed' };

const answers = (open: readonly OpenSession[]): ReadonlySet<string> =>
  new Set(open.map(({ session, answer }) => `${session} ${answer}`));

/** Whether nobody knows if there is a device: then the console may be among what is open, or not. */
const isPartlyUnread = ({ hasDevice }: Exposed): boolean => hasDevice === 'unknown';

const sameSessions = (left: Exposed, right: Exposed): boolean => {
  const [fewer, more] = left.open.length < right.open.length ? [left, right] : [right, left];
  const inMore = answers(more.open);
  const isSubset = [...answers(fewer.open)].every((answer) => inMore.has(answer));
  return isSubset && (fewer.open.length === more.open.length || isPartlyUnread(fewer));
};

/**
 * What has to differ for people to hear of it: not how many actions are open, nor by which statement, but which
 * sessions are, and how bad that is. That a fact could not be read this time is no news beside an exposure.
 */
const sameExposure = (left: Exposed, right: Exposed): boolean =>
  left.severity === right.severity &&
  (left.hasDevice === right.hasDevice || isPartlyUnread(left) || isPartlyUnread(right)) &&
  sameSessions(left, right);

const sameFinding = (left: Finding, right: Finding): boolean =>
  left.kind === 'exposed' && right.kind === 'exposed'
    ? sameExposure(left, right)
    : canonicalJson(left) === canonicalJson(right);

/** Whether two verdicts say the same to people. */
export const sameVerdict = (left: MfaVerdict, right: MfaVerdict): boolean =>
  canonicalJson(left.disposition) === canonicalJson(right.disposition) &&
  sameFinding(left.finding, right.finding);
