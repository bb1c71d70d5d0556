import { describe, expect, it } from 'vitest';
import { ATTACH_FAILURES, type AttachFailure } from '#core/ledger/intent.ts';
import { composeActionNotice, type FinishedAction } from '#core/notice/compose-action-notice.ts';
import { composeTamperingNotice, type UnexplainedCall } from '#core/notice/compose-tampering-notice.ts';
import { describeGap, describeOpenSession } from '#core/notice/describe-finding.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { opened } from '../../fakes/findings.ts';
import { readAloud } from '../../fakes/notices.ts';
import { ANA, guardArn, NEW_YEAR, userIdOf } from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';

const CONTEXT = { mode: 'enforce', accountNames: {} } as const;

const actionOf = (outcome: FinishedAction['outcome']): FinishedAction => ({
  intentId: `attach-${userIdOf('ana')}-1`,
  principal: ANA,
  userId: userIdOf('ana'),
  verdictVersion: 1,
  outcome,
});

const failedNotice = (because: AttachFailure) =>
  composeActionNotice(actionOf({ kind: 'failed', at: NEW_YEAR, because }), CONTEXT);

const HARMLESS: readonly AttachFailure[] = ['user-gone', 'no-longer-needed'];

describe('composeActionNotice', () => {
  it('says nothing of what went well: the verdict’s notice promised it', () => {
    const attached = actionOf({ kind: 'attached', at: NEW_YEAR, policyArn: guardArn('standard') });
    expect(composeActionNotice(attached, CONTEXT)).toBeUndefined();
  });

  it.each(HARMLESS)('says nothing of what needs nobody: %s', (because) => {
    expect(failedNotice(because)).toBeUndefined();
  });

  it.each(ATTACH_FAILURES.filter((because) => !HARMLESS.includes(because)))(
    'tells people of %s',
    (because) => {
      const notice = failedNotice(because);
      expect(notice?.subject).toBe('MFA Guardian: could not enforce MFA for ana in 222222222222');
      expect(readAloud(notice?.body)).toContain('can still act without MFA');
      expect(notice?.body).toContain('Given up: 2026-01-01T00:00:00Z');
      expect(notice?.id).toBe(`action/222222222222/attach-${userIdOf('ana')}-1`);
    },
  );

  it('says that nothing was attached where that might lock the user out, and what may be the reason', () => {
    const body = readAloud(failedNotice('would-lock-out')?.body);
    for (const part of ['still enrol an MFA device', 'nothing was attached', 'boundary', 'service control']) {
      expect(body).toContain(part);
    }
  });

  it('is urgent only where somebody altered a policy of the guardian', () => {
    const urgent = ATTACH_FAILURES.filter((because) => failedNotice(because)?.severity === 'critical');
    expect(urgent).toEqual(['enforcement-policy-altered']);
    expect(failedNotice('access-denied')).toMatchObject({
      account: '222222222222',
      says: 'could not enforce MFA',
      severity: 'high',
    });
  });

  it('gives each failure a text of its own', () => {
    const texts = ATTACH_FAILURES.map((because) => failedNotice(because)?.body).filter(
      (body) => body !== undefined,
    );
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('composeTamperingNotice', () => {
  const unexplained: UnexplainedCall = {
    account: ANA.account,
    call: { ...CALL, eventName: 'DetachUserPolicy' },
    principal: ANA,
    errorCode: null,
  };

  it('says what was done, about whom, that it succeeded, and how grave that is', () => {
    const { id, body } = composeTamperingNotice(unexplained, CONTEXT);
    expect(id).toBe('tampering/222222222222/event-1');
    for (const part of [
      'DetachUserPolicy by session ruth',
      'about the IAM user ana.',
      'The call succeeded.',
      'Treat it as an incident.',
      'Event:   event-1',
    ]) {
      expect(readAloud(body)).toContain(part);
    }
  });

  it('is as urgent as can be, and says the same whatever was done', () => {
    expect(composeTamperingNotice(unexplained, CONTEXT)).toMatchObject({
      account: '222222222222',
      says: "somebody else used the guardian's role",
      severity: 'critical',
    });
  });

  it('says that a call failed, and leaves out whom it was about if that is not recorded', () => {
    const { body } = composeTamperingNotice(
      { ...unexplained, principal: null, errorCode: 'AccessDenied' },
      CONTEXT,
    );
    expect(readAloud(body)).toContain('The call failed: AccessDenied.');
    expect(body).not.toContain('about the IAM user');
  });
});

describe('the words for a finding', () => {
  it('differ for each kind of session', () => {
    const words = SESSION_KINDS.map((session) => describeOpenSession(opened(session), false));
    expect(new Set(words).size).toBe(SESSION_KINDS.length);
  });

  it.each([
    [{ fact: 'user', because: 'throttled' }, 'the user: IAM throttled the reads'],
    [{ fact: 'access-keys', because: 'service-error' }, 'the access keys: IAM answered with errors'],
    [
      { fact: 'password', because: 'not-visible-yet' },
      'whether there is a password: the answers contradicted each other',
    ],
    [{ fact: 'attached-policies', because: 'throttled' }, 'the attached policies: IAM throttled the reads'],
    [
      { fact: 'enforcement-policy', because: 'throttled' },
      "the guardian's own policy: IAM throttled the reads",
    ],
  ] as const)('say of %j: %s', (gap, words) => {
    expect(describeGap(gap)).toBe(words);
  });
});
