import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { Finding, MfaVerdict } from './mfa-verdict.ts';

/**
 * What has to differ for people to hear of it: not how many actions are open, nor by which statement, but which
 * sessions are, and how bad that is.
 */
const substanceOf = (finding: Finding): unknown =>
  finding.kind === 'exposed'
    ? { ...finding, open: finding.open.map(({ session, answer }) => ({ session, answer })) }
    : finding;

const comparable = ({ finding, disposition }: MfaVerdict): string =>
  canonicalJson({ finding: substanceOf(finding), disposition });

/** Whether two verdicts say the same to people. */
export const sameVerdict = (left: MfaVerdict, right: MfaVerdict): boolean =>
  comparable(left) === comparable(right);
