import { describe, expect, it } from 'vitest';
import type { Disposition } from '#core/verdict/disposition.ts';
import { type Enrolment, FINDING_KINDS, type Finding } from '#core/verdict/mfa-verdict.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { exposed } from '../../fakes/findings.ts';
import { noticeOf, readAloud } from '../../fakes/notices.ts';
import { ANA, arnOf, type NEW_YEAR, userIdOf } from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';

const FINDINGS: Readonly<Record<Finding['kind'], Finding>> = {
  'no-access': { kind: 'no-access' },
  protected: { kind: 'protected', lasting: true },
  'awaiting-enrolment': { kind: 'awaiting-enrolment', enrolment: 'with-key' },
  exposed: exposed(),
  undetermined: { kind: 'undetermined', gaps: [{ fact: 'mfa-devices', because: 'access-denied' }] },
};

const DISPOSITIONS: readonly Disposition[] = [
  { kind: 'none' },
  { kind: 'exempt', reason: 'a robot of the web team' },
  { kind: 'break-glass', reason: 'kept in the safe' },
];

/** Who is told, as reviewers would write it down. */
const isTold = (
  finding: Finding['kind'],
  previous: Finding['kind'] | null,
  disposition: Disposition['kind'],
): boolean =>
  disposition !== 'exempt' &&
  (finding === 'exposed' ||
    finding === 'undetermined' ||
    (finding === 'awaiting-enrolment' && previous === 'protected'));

const TABLE = FINDING_KINDS.flatMap((finding) =>
  [null, ...FINDING_KINDS].flatMap((previous) =>
    DISPOSITIONS.flatMap((disposition) =>
      (['observe', 'enforce'] as const).map((mode) => ({ finding, previous, disposition, mode })),
    ),
  ),
);

describe('composeVerdictNotice', () => {
  it('tells exactly those who have to hear: exposed, undetermined, and devices lost, but for the exempt', () => {
    const wrong = TABLE.filter(({ finding, previous, disposition, mode }) => {
      const told = noticeOf({ finding: FINDINGS[finding], previousFinding: previous, disposition }, mode);
      return (told !== undefined) !== isTold(finding, previous, disposition.kind);
    });
    expect(TABLE).toHaveLength(180);
    expect(wrong).toEqual([]);
  });

  it('promises nothing in observe mode', () => {
    expect(readAloud(noticeOf({}, 'observe')?.body)).toContain('observe mode: it tells, and changes nothing');
    expect(noticeOf({}, 'observe')?.body).not.toContain('attaches');
  });

  it('promises nothing about break-glass users, and says why', () => {
    const body = readAloud(
      noticeOf({ disposition: { kind: 'break-glass', reason: 'kept in the safe' } })?.body,
    );
    expect(body).toContain('break-glass user (kept in the safe): the guardian only watches');
    expect(body).not.toContain('attaches');
  });

  it('says what could not be read, and why', () => {
    const notice = noticeOf({ finding: FINDINGS.undetermined });
    expect(notice?.subject).toContain('could not be judged');
    expect(readAloud(notice?.body)).toContain(
      'the MFA devices: access was denied; is the member stack deployed in that account?',
    );
    expect(readAloud(notice?.body)).toContain('no reason to act');
  });

  it.each<[Enrolment, boolean]>([
    ['with-key', true],
    ['from-console', false],
    ['no-credential', false],
  ])('warns of a key that can enrol itself: %s', (enrolment, warned) => {
    const notice = noticeOf({
      finding: { kind: 'awaiting-enrolment', enrolment },
      previousFinding: 'protected',
    });
    expect(notice?.subject).toContain('no longer has an MFA device');
    expect(readAloud(notice?.body).includes('deactivate it now')).toBe(warned);
  });

  it('promises no more of a lost device than that MFA is enforced, whoever enforces it', () => {
    const finding: Finding = { kind: 'awaiting-enrolment', enrolment: 'from-console' };
    const body = readAloud(noticeOf({ finding, previousFinding: 'protected' })?.body);
    expect(body).toContain('MFA is enforced: without a device, little but enrolling one is allowed.');
    expect(body).not.toContain('enforcement policy');
  });

  it.each(FINDING_KINDS)('tells of a removed device, whatever was found before: %s', (previousFinding) => {
    const cause = { ...CALL, kind: 'mfa-device-deactivated' } as const;
    const finding: Finding = { kind: 'awaiting-enrolment', enrolment: 'from-console' };
    expect(noticeOf({ finding, previousFinding, cause })?.subject).toContain('no longer has an MFA device');
  });

  it.each(FINDING_KINDS)('tells of somebody locked out, whatever was found before: %s', (previousFinding) => {
    const finding: Finding = { kind: 'awaiting-enrolment', enrolment: 'impossible' };
    const notice = noticeOf({ finding, previousFinding });
    expect(notice?.subject).toContain('is locked out');
    for (const part of ['nothing that this user signs in with', 'a boundary', 'create a password']) {
      expect(readAloud(notice?.body)).toContain(part);
    }
  });

  it.each(SEVERITIES)('is as severe as the exposure that it tells of: %s', (severity) => {
    expect(noticeOf({ finding: exposed({ severity }) })).toMatchObject({
      account: 'Web shop (222222222222)',
      says: `can act without MFA (severity: ${severity})`,
      severity,
    });
  });

  it.each<Finding>([
    FINDINGS.undetermined,
    { kind: 'awaiting-enrolment', enrolment: 'impossible' },
    { kind: 'awaiting-enrolment', enrolment: 'with-key' },
  ])('is of medium severity where nobody knows, or MFA is enforced: %j', (finding) => {
    const notice = noticeOf({ finding, previousFinding: 'protected' });
    expect(notice?.severity).toBe('medium');
    expect(notice?.subject.endsWith(` ${notice.says}`)).toBe(true);
  });

  it('gives each verdict about each user an id of its own, the same each time', () => {
    const ids = [
      noticeOf(),
      noticeOf({ verdictVersion: 4 }),
      noticeOf({ identity: { userId: userIdOf('bob'), arn: arnOf('ana') } }),
      noticeOf({ identity: null }),
      noticeOf({ identity: null, principal: { ...ANA, userName: 'bob' as typeof ANA.userName } }),
      noticeOf({ principal: { ...ANA, account: '333333333333' as typeof ANA.account } }),
    ].map((notice) => notice?.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(noticeOf()?.id).toBe(`verdict/222222222222/ana/${userIdOf('ana')}/3`);
    expect(noticeOf({ readBegan: 0 as typeof NEW_YEAR }, 'observe')?.id).toBe(noticeOf()?.id);
  });
});
