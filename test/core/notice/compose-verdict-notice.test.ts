import { describe, expect, it } from 'vitest';
import { type AnnouncedVerdict, composeVerdictNotice } from '#core/notice/compose-verdict-notice.ts';
import type { NoticeContext } from '#core/notice/notice.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { Disposition } from '#core/verdict/disposition.ts';
import { type Enrolment, FINDING_KINDS, type Finding } from '#core/verdict/mfa-verdict.ts';
import { ANA, arnOf, NEW_YEAR, userIdOf } from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';

const FINDINGS: Readonly<Record<Finding['kind'], Finding>> = {
  'no-access': { kind: 'no-access' },
  protected: { kind: 'protected', lasting: true },
  'awaiting-enrolment': { kind: 'awaiting-enrolment', enrolment: 'with-key' },
  exposed: {
    kind: 'exposed',
    open: SESSION_KINDS.map((session) => ({ session, because: 'no-enforcement-attached' })),
    hasDevice: false,
  },
  undetermined: { kind: 'undetermined', gaps: [{ fact: 'mfa-devices', because: 'access-denied' }] },
};

const DISPOSITIONS: readonly Disposition[] = [
  { kind: 'none' },
  { kind: 'exempt', reason: 'a robot of the web team' },
  { kind: 'break-glass', reason: 'kept in the safe' },
];

const verdictOf = (members: Partial<AnnouncedVerdict> = {}): AnnouncedVerdict => ({
  principal: ANA,
  identity: { userId: userIdOf('ana'), arn: arnOf('ana') },
  verdictVersion: 3,
  finding: FINDINGS.exposed,
  disposition: { kind: 'none' },
  previousFinding: null,
  cause: CALL,
  readBegan: NEW_YEAR,
  ...members,
});

const contextOf = (mode: NoticeContext['mode']): NoticeContext => ({
  mode,
  accountNames: { '222222222222': 'Web shop' },
});

const compose = (members: Partial<AnnouncedVerdict> = {}, mode: NoticeContext['mode'] = 'enforce') =>
  composeVerdictNotice(verdictOf(members), contextOf(mode));

/** The text as it reads, wherever its lines are broken. */
const readAloud = (body: string | undefined): string => (body ?? '').replaceAll(/\n */g, ' ');

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
      const told = compose({ finding: FINDINGS[finding], previousFinding: previous, disposition }, mode);
      return (told !== undefined) !== isTold(finding, previous, disposition.kind);
    });
    expect(TABLE).toHaveLength(180);
    expect(wrong).toEqual([]);
  });

  it('says who, where, what happened, what is open, what comes next and what can be done', () => {
    const notice = compose();
    expect(notice?.subject).toBe('MFA Guardian: ana in Web shop (222222222222) can act without MFA');
    for (const part of [
      'CreateLoginProfile by session ruth of role arn:aws:iam::222222222222:role/Admin, 2026-01-01T00:00:00Z',
      'an active access key',
      'the console: there is a password and no MFA device',
      'GetSessionToken',
      'GetFederationToken',
      'because no enforcement policy is attached to the user.',
      'The guardian now attaches the enforcement policy',
      'enrolling an MFA device',
      'User:    arn:aws:iam::222222222222:user/ana',
      'Finding: exposed, verdict 3, read 2026-01-01T00:00:00Z',
      'Event:   event-1',
    ]) {
      expect(readAloud(notice?.body)).toContain(part);
    }
  });

  it('promises nothing in observe mode', () => {
    expect(readAloud(compose({}, 'observe')?.body)).toContain('observe mode: it tells, and changes nothing');
    expect(compose({}, 'observe')?.body).not.toContain('attaches');
  });

  it('promises nothing about break-glass users, and says why', () => {
    const body = readAloud(
      compose({ disposition: { kind: 'break-glass', reason: 'kept in the safe' } })?.body,
    );
    expect(body).toContain('break-glass user (kept in the safe): the guardian only watches');
    expect(body).not.toContain('attaches');
  });

  it('says what could not be read, and why', () => {
    const notice = compose({ finding: FINDINGS.undetermined });
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
    const notice = compose({
      finding: { kind: 'awaiting-enrolment', enrolment },
      previousFinding: 'protected',
    });
    expect(notice?.subject).toContain('no longer has an MFA device');
    expect(readAloud(notice?.body).includes('deactivate it now')).toBe(warned);
  });

  it.each(FINDING_KINDS)('tells of a removed device, whatever was found before: %s', (previousFinding) => {
    const cause = { ...CALL, kind: 'mfa-device-deactivated' } as const;
    const finding: Finding = { kind: 'awaiting-enrolment', enrolment: 'from-console' };
    expect(compose({ finding, previousFinding, cause })?.subject).toContain('no longer has an MFA device');
  });

  it.each(FINDING_KINDS)('tells of somebody locked out, whatever was found before: %s', (previousFinding) => {
    const finding: Finding = { kind: 'awaiting-enrolment', enrolment: 'impossible' };
    const notice = compose({ finding, previousFinding });
    expect(notice?.subject).toContain('is locked out');
    expect(readAloud(notice?.body)).toContain('create a password');
  });

  it.each([
    [false, true],
    ['unknown', true],
    [true, false],
  ] as const)('warns with an exposed key that it could enrol a device: device %s', (hasDevice, warned) => {
    const finding: Finding = { ...FINDINGS.exposed, hasDevice } as Finding;
    expect(readAloud(compose({ finding })?.body).includes('can enrol a device by itself')).toBe(warned);
  });

  it('names each reason once', () => {
    const open = [
      { session: 'access-key', because: 'enforcement-altered' },
      { session: 'federation', because: 'enforcement-altered' },
    ] as const;
    const body = readAloud(compose({ finding: { kind: 'exposed', open, hasDevice: true } })?.body);
    expect(body.split('no longer says what was deployed')).toHaveLength(2);
  });

  it('gives each verdict about each user an id of its own, the same each time', () => {
    const ids = [
      compose(),
      compose({ verdictVersion: 4 }),
      compose({ identity: { userId: userIdOf('bob'), arn: arnOf('ana') } }),
      compose({ identity: null }),
      compose({ identity: null, principal: { ...ANA, userName: 'bob' as typeof ANA.userName } }),
      compose({ principal: { ...ANA, account: '333333333333' as typeof ANA.account } }),
    ].map((notice) => notice?.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(compose()?.id).toBe(`verdict/222222222222/ana/${userIdOf('ana')}/3`);
    expect(compose({ readBegan: 0 as typeof NEW_YEAR }, 'observe')?.id).toBe(compose()?.id);
  });
});
