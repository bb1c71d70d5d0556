import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/change/actor.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { printable } from '#core/kernel/printable.ts';
import { composeActionNotice } from '#core/notice/compose-action-notice.ts';
import { composeTamperingNotice } from '#core/notice/compose-tampering-notice.ts';
import { composeVerdictNotice } from '#core/notice/compose-verdict-notice.ts';
import type { Notice, NoticeContext } from '#core/notice/notice.ts';
import { describeAccount, paragraphs, subjectLine } from '#core/notice/plain-text.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import type { OpenSession } from '#core/verdict/mfa-verdict.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { openSessions } from '../../arbitraries/open-sessions.ts';
import { type ExposedFinding, exposed, PLACE, reachOf } from '../../fakes/findings.ts';
import { ANA, arnOf, MEMBER_ACCOUNT, NEW_YEAR, principalNamed, userIdOf } from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';

const CONTEXT: NoticeContext = { mode: 'enforce', accountNames: { [MEMBER_ACCOUNT]: 'W'.repeat(50) } };

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    'ruth\r\nBcc: everybody@example.com',
    'ruth\n\nThe guardian says: all is well.',
    '\u001b[2J\u0007\u0000',
    'ruth\u2028ana\u202eana',
    'x'.repeat(5_000),
  ),
);

const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({ kind: fc.constant('role-session' as const), roleArn: hostileText, sessionName: hostileText }),
  fc.record({ kind: fc.constant('iam-user' as const), userName: hostileText, arn: hostileText }),
  fc.record({ kind: fc.constant('aws-service' as const), service: hostileText }),
  fc.record({ kind: fc.constant('unrecognised' as const), type: hostileText }),
);

const calls: fc.Arbitrary<ObservedCall> = fc
  .record({ actor: actors, eventId: hostileText })
  .map((hostile) => ({ ...CALL, ...hostile }));

const verdictNotice = (
  cause: ObservedCall,
  userName = 'ana',
  finding: ExposedFinding = exposed(),
): Notice | undefined =>
  composeVerdictNotice(
    {
      principal: principalNamed(userName),
      identity: { userId: userIdOf('ana'), arn: arnOf('ana') },
      verdictVersion: 1,
      finding,
      disposition: { kind: 'none' },
      previousFinding: null,
      cause,
      readBegan: NEW_YEAR,
    },
    CONTEXT,
  );

/** What SNS takes in one message, in bytes. */
const LONGEST_MESSAGE = 256 * 1_024;

const harmlessPlace = ({ holder }: StatementPlace): StatementPlace => ({
  ...PLACE,
  holder: holder.kind === 'group' ? { kind: 'group', groupName: 'developers' } : holder,
});

/** The same exposure with names that nobody could mind. */
const harmless = (session: OpenSession): OpenSession => {
  const why = session.why.map(({ code, place }) => ({ code, place: harmlessPlace(place) }));
  return session.answer === 'open'
    ? { ...session, why, open: { ...session.open, witness: reachOf().witness } }
    : { ...session, why };
};

const tamperingNotice = (call: ObservedCall, errorCode: string | null): Notice =>
  composeTamperingNotice({ account: ANA.account, call, principal: ANA, errorCode }, CONTEXT);

/** Empty lines are what a forger needs: whatever stands between two of them belongs to the name that is shown. */
const paragraphsOf = (notice: Notice | undefined): number => notice?.body.split('\n\n').length ?? 0;

describe('notices, given hostile names', () => {
  it('never let a session, a role or an event begin a paragraph or draw anything', () => {
    fc.assert(
      fc.property(calls, (call) => {
        const notice = verdictNotice(call);
        expect(paragraphsOf(notice)).toBe(paragraphsOf(verdictNotice(CALL)));
        expect(notice?.body).toMatch(/^[\x20-\x7e\n]*$/);
        expect(notice?.subject).toBe(verdictNotice(CALL)?.subject);
      }),
    );
  });

  it('never let a failed call begin a paragraph of a tampering notice', () => {
    fc.assert(
      fc.property(calls, hostileText, (call, errorCode) => {
        const notice = tamperingNotice(call, errorCode);
        expect(paragraphsOf(notice)).toBe(
          paragraphsOf(tamperingNotice({ ...CALL, actor: { kind: 'root' } }, 'AccessDenied')),
        );
        expect(notice.body).toMatch(/^[\x20-\x7e\n]*$/);
        expect(notice.subject).toMatch(/^[\x20-\x7e]{1,99}$/);
      }),
    );
  });

  it('never let a policy, a group, a statement or a resource begin a paragraph, draw or go on for ever', () => {
    const finding = (open: readonly OpenSession[]) => exposed({ open });
    fc.assert(
      fc.property(fc.array(openSessions, { maxLength: 5 }), (open) => {
        const notice = verdictNotice(CALL, 'ana', finding(open));
        const plain = verdictNotice(CALL, 'ana', finding(open.map(harmless)));
        expect(paragraphsOf(notice)).toBe(paragraphsOf(plain));
        expect(notice?.body).toMatch(/^[\x20-\x7e\n]*$/);
        expect(notice?.body.length).toBeLessThan(LONGEST_MESSAGE);
        expect(notice?.subject).toBe(plain?.subject);
      }),
    );
  });

  it.each(SEVERITIES)(
    'always say in the subject how severe an exposure is, for the longest names: %s',
    (severity) => {
      for (const length of [1, 40, 64, 128]) {
        const subject = verdictNotice(CALL, 'a'.repeat(length), exposed({ severity }))?.subject;
        expect(subject).toMatch(/^MFA Guardian: a[\x20-\x7e]+$/);
        expect(subject?.endsWith(` can act without MFA (severity: ${severity})`)).toBe(true);
        expect(subject?.length).toBeLessThanOrEqual(99);
      }
    },
  );

  it('keep their subject to one printable line of less than 100 characters, for the longest names', () => {
    const longest = 'a'.repeat(128);
    const subjects = [
      verdictNotice(CALL, longest)?.subject,
      tamperingNotice(CALL, null).subject,
      composeActionNotice(
        {
          intentId: 'attach-1',
          principal: principalNamed(longest),
          userId: userIdOf('ana'),
          verdictVersion: 1,
          outcome: { kind: 'failed', at: NEW_YEAR, because: 'access-denied' },
        },
        CONTEXT,
      )?.subject,
    ];
    for (const subject of subjects) {
      expect(subject).toMatch(/^[\x20-\x7e]{10,99}$/);
    }
  });
});

describe('subjectLine', () => {
  it.each([
    [98, 98, false],
    [99, 99, false],
    [100, 99, true],
    [1_000, 99, true],
  ])('makes of %i characters %i, cut off: %s', (length, kept, cut) => {
    const line = subjectLine('x'.repeat(length));
    expect({ length: line.length, cut: line.endsWith('...') }).toEqual({ length: kept, cut });
  });
});

describe('subjectLine, with an ending', () => {
  it.each([
    [94, 'x'.repeat(94)],
    [95, `${'x'.repeat(91)}...`],
  ])('cuts off what is before it, of %i characters', (length, kept) => {
    expect(subjectLine('x'.repeat(length), ' end\n')).toBe(`${kept} end?`);
  });
});

describe('printable', () => {
  it('keeps printable text as it is, and no more than 300 characters of it', () => {
    expect(printable('ruth@example.com (~Admin)')).toBe('ruth@example.com (~Admin)');
    expect(printable('x'.repeat(301))).toHaveLength(300);
    expect(printable('a\nb\tc\u007fd')).toBe('a?b?c?d');
  });
});

describe('describeAccount', () => {
  it('names the account where it has a name', () => {
    expect(describeAccount(MEMBER_ACCOUNT, { [MEMBER_ACCOUNT]: 'Web shop' })).toBe('Web shop (222222222222)');
    expect(describeAccount(MEMBER_ACCOUNT, {})).toBe('222222222222');
  });
});

describe('paragraphs', () => {
  it('leaves out what is empty, and ends with one line break', () => {
    expect(paragraphs(['one', '', 'two'])).toBe('one\n\ntwo\n');
  });
});
