import { describe, expect, it } from 'vitest';
import type { Disposition } from '#core/verdict/disposition.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import { sameVerdict } from '#core/verdict/same-verdict.ts';
import { because, exposed, opened, PLACE, reachOf, ungranted } from '../../fakes/findings.ts';

const NONE: Disposition = { kind: 'none' };
const EXPOSED = exposed({ open: [opened('access-key'), opened('federation')] });

const same = (left: Finding, right: Finding): boolean => {
  const [one, other] = [left, right].map((finding) => ({ finding, disposition: NONE }));
  if (one === undefined || other === undefined) {
    throw new Error('expected two verdicts');
  }
  expect(sameVerdict(one, other)).toBe(sameVerdict(other, one));
  return sameVerdict(one, other);
};

const otherwise = (first: Parameters<typeof opened>[1]): Finding => ({
  ...EXPOSED,
  open: [opened('access-key', first), opened('federation')],
});

describe('sameVerdict', () => {
  it.each<[string, Finding]>([
    ['how many actions are open', otherwise({ open: reachOf({ actions: 21_999 }) })],
    ['whether unlisted ones are', otherwise({ open: reachOf({ unlistedActions: false }) })],
    [
      'how many of each level',
      otherwise({
        open: reachOf({
          byAccessLevel: { 'permissions-management': 1, write: 0, tagging: 0, read: 0, list: 0 },
        }),
      }),
    ],
    [
      'the worst of them',
      otherwise({
        open: reachOf({ witness: { action: 'iam:PutUserPolicy', resource: 'arn:*', allowedBy: PLACE } }),
      }),
    ],
    ['why nothing stops them', otherwise({ why: because('bool-skips-absent-key') })],
  ])('says that it is no news if nothing but this differs: %s', (_what, finding) => {
    expect(finding).not.toEqual(EXPOSED);
    expect(same(EXPOSED, finding)).toBe(true);
  });

  it.each<[string, Finding]>([
    ['a session less', { ...EXPOSED, open: [opened('access-key')] }],
    ['a session more', { ...EXPOSED, open: [...EXPOSED.open, opened('service-credential')] }],
    ['another session', { ...EXPOSED, open: [opened('access-key'), opened('session-without-mfa')] }],
    [
      'a session that is granted nothing',
      { ...EXPOSED, open: [ungranted('access-key'), opened('federation')] },
    ],
    ['another severity', { ...EXPOSED, severity: 'high' }],
    ['a device', { ...EXPOSED, hasDevice: true }],
    ['another finding', { kind: 'no-access' }],
  ])('takes %s for news', (_what, finding) => {
    expect(same(EXPOSED, EXPOSED)).toBe(true);
    expect(same(EXPOSED, finding)).toBe(false);
  });

  it('takes it for no news that a fact could not be read this time', () => {
    const everything = { ...EXPOSED, open: [...EXPOSED.open, opened('console-without-mfa')] };
    const unread = { ...EXPOSED, hasDevice: 'unknown' } as const;
    expect(same(EXPOSED, unread)).toBe(true);
    expect(same(everything, unread)).toBe(true);
    expect(same({ ...EXPOSED, hasDevice: true }, unread)).toBe(true);
    expect(same({ ...EXPOSED, severity: 'low' }, unread)).toBe(false);
    expect(same({ ...EXPOSED, open: [opened('federation')] }, unread)).toBe(false);
  });

  it.each<[Finding, Finding]>([
    [
      { kind: 'protected', lasting: true },
      { kind: 'protected', lasting: false },
    ],
    [
      { kind: 'awaiting-enrolment', enrolment: 'with-key', severity: 'high' },
      { kind: 'awaiting-enrolment', enrolment: 'with-key', severity: 'critical' },
    ],
    [
      { kind: 'awaiting-enrolment', enrolment: 'from-console' },
      { kind: 'awaiting-enrolment', enrolment: 'impossible' },
    ],
    [
      { kind: 'undetermined', gaps: [{ fact: 'groups', because: 'throttled' }] },
      { kind: 'undetermined', gaps: [{ fact: 'groups', because: 'access-denied' }] },
    ],
    [
      { kind: 'undetermined', gaps: [{ fact: 'policy-document', because: 'throttled', of: 'one' }] },
      { kind: 'undetermined', gaps: [{ fact: 'policy-document', because: 'throttled', of: 'two' }] },
    ],
  ])('tells %j and %j apart', (left, right) => {
    expect(same(left, right)).toBe(false);
    expect(same(left, structuredClone(left))).toBe(true);
  });

  it.each<[Disposition, Disposition]>([
    [NONE, { kind: 'exempt', reason: 'a robot' }],
    [
      { kind: 'exempt', reason: 'a robot' },
      { kind: 'break-glass', reason: 'a robot' },
    ],
    [
      { kind: 'exempt', reason: 'a robot' },
      { kind: 'exempt', reason: 'another robot' },
    ],
  ])('takes it for news how people are to be treated: %j or %j', (left, right) => {
    const verdict = { finding: EXPOSED, disposition: left };
    expect(sameVerdict(verdict, { ...verdict, disposition: right })).toBe(false);
    expect(sameVerdict(verdict, { ...verdict })).toBe(true);
  });
});
