import { describe, expect, it } from 'vitest';
import { describeNow } from '#core/explanation/describe-now.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';

describe('describeNow', () => {
  it.each<[Finding, string]>([
    [{ kind: 'no-access' }, 'nothing to sign in with'],
    [{ kind: 'protected', lasting: true }, 'a new key would open nothing'],
    [{ kind: 'protected', lasting: false }, 'a new key would change that'],
    [{ kind: 'awaiting-enrolment', enrolment: 'with-key' }, 'the access key can enrol a device by itself'],
    [{ kind: 'awaiting-enrolment', enrolment: 'impossible' }, 'the user is locked out'],
    [
      {
        kind: 'exposed',
        severity: 'high',
        hasDevice: false,
        open: [{ session: 'access-key', answer: 'no-grant', why: [] }],
      },
      'open without MFA (severity: high) through an active access key',
    ],
    [
      {
        kind: 'exposed',
        severity: 'high',
        hasDevice: false,
        open: [{ session: 'console-without-mfa', answer: 'no-grant', why: [] }],
      },
      'through the console, by password: there is no MFA device',
    ],
    [
      { kind: 'undetermined', gaps: [{ fact: 'groups', because: 'access-denied' }] },
      "the user's groups: IAM denied reading this",
    ],
  ])('says %j in words', (finding, text) => {
    expect(describeNow(finding)).toContain(text);
  });
});
