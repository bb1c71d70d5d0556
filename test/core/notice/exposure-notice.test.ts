import { describe, expect, it } from 'vitest';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { Why } from '#core/proof/session-proof.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { because, type ExposedFinding, exposed, opened, ungranted } from '../../fakes/findings.ts';
import { noticeOf, readAloud } from '../../fakes/notices.ts';

const isAboutMfa = ({ code }: Why): boolean => code !== 'key-can-enrol-itself';

describe('the notice of an exposure', () => {
  it('says who, where, what happened, what is open, what comes next and what can be done', () => {
    const finding = exposed({ open: SESSION_KINDS.map((session) => opened(session)) });
    const notice = noticeOf({ finding });
    expect(notice?.subject).toBe(
      'MFA Guardian: ana in Web shop (222222222222) can act without MFA (severity: critical)',
    );
    for (const part of [
      'CreateLoginProfile by session ruth of role arn:aws:iam::222222222222:role/Admin, 2026-01-01T00:00:00Z',
      'an active access key',
      'the console, by password: there is no MFA device that it could ask for',
      'GetSessionToken',
      'GetFederationToken',
      'a credential for one service',
      "That reaches 22,000 of AWS's actions, and others that AWS has or will have.",
      'The worst: iam:AttachUserPolicy on *, allowed by statement #1 of may-do-everything on the user.',
      'No statement denies that without MFA.',
      'The guardian now attaches the enforcement policy',
      'enrolling an MFA device',
      'User:    arn:aws:iam::222222222222:user/ana',
      'Finding: exposed, verdict 3, read 2026-01-01T00:00:00Z',
      'Event:   event-1',
    ]) {
      expect(readAloud(notice?.body)).toContain(part);
    }
  });

  it.each<[ExposedFinding['hasDevice'], ExposedFinding['open'][number]['why'], boolean]>([
    [false, because('key-can-enrol-itself'), true],
    ['unknown', because('wrong-key', 'key-can-enrol-itself'), true],
    [true, because('key-can-enrol-itself'), false],
    [false, because('wrong-key'), false],
    [false, [], false],
  ])('warns of a key that can enrol a device: device %s, because of %j: %s', (hasDevice, why, warned) => {
    const open = [opened('access-key', { why }), opened('federation')];
    const body = readAloud(noticeOf({ finding: exposed({ open, hasDevice }) })?.body);
    expect(body.includes('can enrol a device by itself')).toBe(warned);
    expect(body.includes('No statement denies that without MFA.')).toBe(!why.some(isAboutMfa));
  });

  it.each<[ExposedFinding['hasDevice'], string]>([
    [false, '- the console, by password: there is no MFA device that it could ask for'],
    [true, '- a session of the console that began without MFA and may still live (up to 12 hours), though'],
    [
      'unknown',
      '- a session of the console that began without MFA and may still live (up to 12 hours)  That',
    ],
  ])('says how the console is open to somebody whose device is there: %s', (hasDevice, words) => {
    const finding = exposed({ open: [opened('console-without-mfa')], hasDevice });
    expect(readAloud(noticeOf({ finding })?.body)).toContain(words);
  });

  it.each(SEVERITIES)('says how severe it is: %s', (severity) => {
    const notice = noticeOf({ finding: exposed({ severity }) });
    expect(notice?.subject).toContain(`can act without MFA (severity: ${severity})`);
    expect(readAloud(notice?.body)).toContain(`can act without MFA (severity: ${severity})`);
  });

  it('says so where nothing is granted, and nothing denied', () => {
    const finding = exposed({ severity: 'low', open: [ungranted('access-key')] });
    expect(readAloud(noticeOf({ finding })?.body)).toContain('Nothing beyond enrolling a device is granted');
  });

  it('says what looks as if it stopped that, each reason once', () => {
    const why = because('bool-skips-absent-key');
    const open = [opened('access-key', { why }), opened('federation', { why })];
    const body = readAloud(noticeOf({ finding: exposed({ open }) })?.body);
    expect(body).toContain(
      'What looks as if it stopped that, and does not: - statement #1 of may-do-everything',
    );
    expect(body.split('it denies with Bool')).toHaveLength(2);
  });

  const held = exposed({ hasPassword: false, heldEnforcement: 'altered' });

  it('does not say that anything is attached to somebody whose enforcement policy was altered', () => {
    const body = readAloud(noticeOf({ finding: held })?.body);
    expect(body).toContain('The enforcement policy is attached to this user, and no longer enforces MFA');
    expect(body).toContain('The guardian attaches nothing to this user until that policy is put back');
    expect(body).not.toContain('now attaches');
    expect(body).not.toContain('leaves enrolling to the access key');
  });

  it('says that the enforcement policy was altered where nothing would be attached anyway, too', () => {
    const body = readAloud(noticeOf({ finding: held }, 'observe')?.body);
    expect(body).toContain('no longer enforces MFA');
    expect(body).toContain('The guardian is in observe mode');
    expect(body).not.toContain('until that policy is put back');
  });

  const keyAlone: Partial<ExposedFinding> = { hasDevice: false, hasPassword: false };
  const reviewed = { kind: 'break-glass', reason: 'reviewed' } as const;

  it.each<[string, Parameters<typeof noticeOf>, boolean]>([
    ['a key alone', [{ finding: exposed(keyAlone) }], true],
    ['a password', [{ finding: exposed({ ...keyAlone, hasPassword: true }) }], false],
    ['nobody knows', [{ finding: exposed({ ...keyAlone, hasPassword: 'unknown' }) }], false],
    ['an older message', [{ finding: exposed({ hasDevice: false }) }], false],
    ['a device', [{ finding: exposed({ ...keyAlone, hasDevice: true }) }], false],
    ['perhaps a device', [{ finding: exposed({ ...keyAlone, hasDevice: 'unknown' }) }], false],
    ['no key', [{ finding: exposed({ ...keyAlone, open: [opened('federation')] }) }], false],
    ['spared', [{ finding: exposed(keyAlone), disposition: reviewed }], false],
    ['observed', [{ finding: exposed(keyAlone) }, 'observe'], false],
  ])('warns of the key that can enrol once the policy is attached: %s', (_who, notice, warned) => {
    const body = readAloud(noticeOf(...notice)?.body);
    expect(body.includes('leaves enrolling to the access key, for there is no password')).toBe(warned);
  });

  it('warns of the key once', () => {
    const open = [opened('access-key', { why: because('key-can-enrol-itself') })];
    const body = readAloud(noticeOf({ finding: exposed({ ...keyAlone, open }) })?.body);
    expect(body.split('deactivate it now')).toHaveLength(2);
  });
});
