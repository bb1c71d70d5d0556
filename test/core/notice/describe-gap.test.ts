import { describe, expect, it } from 'vitest';
import { describeUnread } from '#core/explanation/describe-unread.ts';
import { describeGap } from '#core/notice/describe-finding.ts';
import { GAP_FACTS, GAP_REASONS } from '#core/posture/observed.ts';

describe('describeGap', () => {
  it('has words of its own for each fact and for each reason', () => {
    const words = GAP_FACTS.flatMap((fact) => GAP_REASONS.map((because) => describeGap({ fact, because })));
    expect(new Set(words).size).toBe(GAP_FACTS.length * GAP_REASONS.length);
  });

  it('says which policy or group it is', () => {
    expect(describeGap({ fact: 'policy-document', because: 'throttled', of: 'developers/shared' })).toBe(
      'the policy developers/shared: IAM throttled the reads',
    );
  });

  it.each(GAP_FACTS)('names %s as an explanation does', (fact) => {
    const gap = { fact, because: 'throttled', of: 'lax' } as const;
    const [alert, explanation] = [describeGap(gap), describeUnread(gap)].map((words) => words.split(':')[0]);
    expect(alert).toBe(explanation);
  });

  it('lets no name draw anything', () => {
    const words = describeGap({ fact: 'group-policies', because: 'access-denied', of: 'devs\n\u202eadmins' });
    expect(words).toMatch(/^[\x20-\x7e]+$/);
    expect(words).toContain('the policies of the group devs??admins:');
  });
});
