import { describe, expect, it } from 'vitest';
import { ATTACH_FAILURES } from '#core/ledger/intent.ts';
import { describeAttachFailure } from '#core/notice/describe-attach-failure.ts';

describe('describeAttachFailure', () => {
  it.each(ATTACH_FAILURES)('says %s in a sentence of its own', (because) => {
    const text = describeAttachFailure(because);
    expect(text).toMatch(/^[a-zI].*[.?]$/);
    expect(text).not.toContain(because);
    expect(ATTACH_FAILURES.filter((other) => describeAttachFailure(other) === text)).toEqual([because]);
  });
});
