import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/change/actor.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { type AnnouncedThreat, composeThreatNotice } from '#core/notice/compose-threat-notice.ts';
import { describeThreat } from '#core/notice/describe-threat.ts';
import type { Notice, NoticeContext } from '#core/notice/notice.ts';
import { THREAT_KINDS, THREAT_TARGET_KINDS, type Threat, type ThreatTarget } from '#core/threat/threat.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { readAloud } from '../../fakes/notices.ts';
import { MEMBER_ACCOUNT } from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';

const CONTEXT: NoticeContext = { mode: 'enforce', accountNames: { [MEMBER_ACCOUNT]: 'Web shop' } };

const BOB: ThreatTarget = { kind: 'user', name: 'bob' };

const announced = (
  threat: Partial<Threat> = {},
  members: Partial<Omit<AnnouncedThreat, 'threat'>> = {},
): AnnouncedThreat => ({
  account: MEMBER_ACCOUNT,
  call: { ...CALL, eventName: 'EnableMFADevice' },
  threat: { kind: 'enrolled-by-another', severity: 'high', target: BOB, ...threat },
  errorCode: null,
  ...members,
});

const noticeOf = (...args: Parameters<typeof announced>): Notice | undefined =>
  composeThreatNotice(announced(...args), CONTEXT);

const bodyOf = (...args: Parameters<typeof announced>): string => readAloud(noticeOf(...args)?.body);

describe('the notice of a threat', () => {
  it('says what happened, where, how grave it is, by whom, when, against whom and by which event', () => {
    expect(noticeOf()).toEqual({
      id: 'threat/222222222222/event-1/enrolled-by-another/bob',
      account: 'Web shop (222222222222)',
      says: 'an MFA device was registered for somebody else',
      severity: 'high',
      subject: 'MFA Guardian: Web shop (222222222222): an MFA device was registered for somebody else (high)',
      body: expect.any(String),
    });
    expect(noticeOf()?.body.split('\n\n').map(readAloud)).toEqual([
      'In account Web shop (222222222222): an MFA device was registered for somebody else. Severity: high.',
      'Who did it, and when: EnableMFADevice by session ruth of role arn:aws:iam::222222222222:role/Admin, 2026-01-01T00:00:00Z',
      'Against: the IAM user bob',
      expect.stringContaining('deactivate the device'),
      'Event:   event-1 ',
    ]);
  });

  it.each(THREAT_KINDS)('names actor and target, and says what to make of it: %s', (kind) => {
    const body = bodyOf({ kind });
    const { headline, advice } = describeThreat(kind);
    for (const part of [
      'session ruth of role',
      'Against: the IAM user bob',
      headline,
      advice,
      'Event:   event-1',
    ]) {
      expect(body).toContain(part);
    }
    expect(noticeOf({ kind })?.id).toBe(`threat/222222222222/event-1/${kind}/bob`);
  });

  it('has words of its own for each kind of threat', () => {
    expect(new Set(THREAT_KINDS.map((kind) => describeThreat(kind).headline)).size).toBe(THREAT_KINDS.length);
    for (const { headline, advice } of THREAT_KINDS.map(describeThreat)) {
      expect(headline).toMatch(/^[\x20-\x7e]{10,110}[^.]$/);
      expect(advice).toMatch(/^[\x20-\x7e]{10,}\.$/);
    }
  });

  it.each<[ThreatTarget['kind'], string, string]>([
    ['user', 'bob', 'the IAM user bob'],
    ['root', 'root', 'the root user'],
    ['group', 'everyone', 'the group everyone'],
    ['policy', 'arn:aws:iam::222222222222:policy/x', 'the policy arn:aws:iam::222222222222:policy/x'],
    ['role', 'Admin', 'the role Admin'],
    ['account', '333333333333', 'the account 333333333333'],
    ['part', 'MfaGuardianHub', 'the part of the guardian named MfaGuardianHub'],
    ['trail', 'everything', 'the trail everything'],
    ['organization', 'p-anaanaan of r-anaa', 'the organization: p-anaanaan of r-anaa'],
    ['identity-provider', 'office', 'the identity provider office'],
  ])('says what its target is: %s', (kind, name, words) => {
    const body = noticeOf({ target: { kind, name } })?.body;
    expect(body?.split('\n\n').map(readAloud)).toContain(`Against: ${words}`);
  });

  it('says that a call failed, and with what; and nothing of that where it did not', () => {
    expect(bodyOf({}, { errorCode: 'AccessDenied' })).toContain(
      'The call failed (AccessDenied): it was tried, and not done.',
    );
    expect(bodyOf()).not.toContain('failed');
  });

  it.each(SEVERITIES)(
    'is given to nobody where the severity is low, and to everybody else: %s',
    (severity) => {
      const notice = noticeOf({ severity });
      expect(notice?.severity).toBe(severity === 'low' ? undefined : severity);
      expect(notice?.subject.endsWith(` (${severity})`) ?? false).toBe(severity !== 'low');
    },
  );

  it('is another one for another target, event or kind', () => {
    const ids = [
      noticeOf(),
      noticeOf({ target: { kind: 'user', name: 'eve' } }),
      noticeOf({ kind: 'enrolment-failed' }),
      noticeOf({}, { call: { ...CALL, eventId: 'event-2' } }),
    ].map((notice) => notice?.id);
    expect(new Set(ids).size).toBe(4);
  });
});

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    'ruth\r\nBcc: everybody@example.com',
    'ruth\n\nThe guardian says: all is well.',
    '\u001b[2J\u0007\u0000',
    'ruth\u2028ana\u202eana',
    'x'.repeat(5_000),
    '__proto__',
  ),
);

const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({ kind: fc.constant('role-session' as const), roleArn: hostileText, sessionName: hostileText }),
  fc.record({ kind: fc.constant('iam-user' as const), userName: hostileText, arn: hostileText }),
  fc.record({
    kind: fc.constant('federated-user' as const),
    sessionName: hostileText,
    userName: hostileText,
  }),
  fc.record({ kind: fc.constant('aws-service' as const), service: hostileText }),
  fc.record({ kind: fc.constant('unrecognised' as const), type: hostileText }),
);

const calls: fc.Arbitrary<ObservedCall> = fc
  .record({ actor: actors, eventId: hostileText, eventName: hostileText })
  .map((hostile) => ({ ...CALL, ...hostile }));

const targets: fc.Arbitrary<ThreatTarget> = fc.record({
  kind: fc.constantFrom(...THREAT_TARGET_KINDS),
  name: hostileText,
});

describe('the notice of a threat, given hostile names', () => {
  it('never lets one begin a paragraph, draw anything or go on for ever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...THREAT_KINDS),
        calls,
        targets,
        hostileText,
        (kind, call, target, errorCode) => {
          const notice = noticeOf({ kind, target }, { call, errorCode });
          const plain = noticeOf({ kind }, { errorCode: 'AccessDenied' });
          expect(notice?.body.split('\n\n')).toHaveLength(plain?.body.split('\n\n').length ?? 0);
          expect(notice?.body).toMatch(/^[\x20-\x7e\n]{1,3000}$/);
          expect(notice?.id).toMatch(/^threat\/222222222222\/[\x20-\x7e]{1,700}$/);
          expect(notice?.subject).toBe(plain?.subject);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps its subject to one line of less than 100 characters, for the longest name of an account', () => {
    for (const kind of THREAT_KINDS) {
      for (const name of ['', 'W'.repeat(50), 'W'.repeat(500), 'Büro\n']) {
        const context = { mode: 'observe', accountNames: { [MEMBER_ACCOUNT]: name } } as const;
        const subject = composeThreatNotice(announced({ kind, severity: 'critical' }), context)?.subject;
        expect(subject).toMatch(/^MFA Guardian: [\x20-\x7e]{1,74} \(critical\)$/);
      }
    }
  });
});
