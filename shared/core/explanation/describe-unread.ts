import { describeFact } from '#core/notice/describe-fact.ts';
import type { Gap } from '#core/posture/observed.ts';

const REASONS: Readonly<Record<Gap['because'], string>> = {
  'access-denied': 'IAM denied reading this',
  throttled: 'IAM throttled the reads; ask again',
  'service-error': 'this could not be read',
  'not-visible-yet': 'this is not in what was given',
  'not-understood': 'this was not understood as a policy document',
  'too-complex': 'this is more complex than can be judged within the limit of this tool',
};

/** A fact that an explanation lacks, and why. */
export const describeUnread = (gap: Gap): string => `${describeFact(gap)}: ${REASONS[gap.because]}`;
