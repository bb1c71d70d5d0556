import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeDigest, type HeldNotice } from '#core/notice/compose-digest.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { noticeAbout, readAloud } from '../../fakes/notices.ts';

const WINDOW = { allowance: 'ordinary', minute: 29_453_760 } as const;

/** What SNS takes in one message, in bytes. */
const LONGEST_MESSAGE = 256 * 1_024;

const digestOf = (...notices: readonly HeldNotice[]) => composeDigest(WINDOW, notices);

const linesOf = (body: string): readonly string[] => body.split('\n');

const people = (count: number, members: Partial<HeldNotice> = {}): readonly HeldNotice[] =>
  Array.from({ length: count }, (_, index) => noticeAbout(`user-${index}`, members));

const JUDGED = { says: 'could not be judged', severity: 'medium' } as const;
const HIGH = { says: 'can act without MFA (severity: high)', severity: 'high' } as const;

const someNotices: fc.Arbitrary<readonly HeldNotice[]> = fc
  .array(
    fc.record({
      account: fc.constantFrom('Web shop', 'Payments'),
      says: fc.constantFrom('can act', 'could not be judged'),
      severity: fc.constantFrom(...SEVERITIES),
      subject: fc.constantFrom('ana', 'ben', 'cleo').map((name) => `MFA Guardian: ${name}`),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((all) => all.map((members, index) => ({ ...members, id: `verdict/${index}` })));

describe('composeDigest', () => {
  it('is this text', () => {
    const { id, subject, body } = digestOf(
      noticeAbout('ana', { account: 'Payments' }),
      noticeAbout('cleo', { ...JUDGED, subject: 'MFA Guardian: cleo in Web shop could not be judged' }),
      noticeAbout('ben', { account: 'Payments' }),
      noticeAbout('dora'),
    );
    expect(id).toBe('digest/ordinary/29453760');
    expect(subject).toBe('MFA Guardian: 4 more notices within a minute (severest: medium)');
    expect(body).toBe(`More than 10 notices came within a minute. The first came one by one; the
others are named here, each in one line, the most severe first.

4 in all:
- 1 could not be judged
- 3 can act without MFA

Web shop: could not be judged, 1
- MFA Guardian: cleo in Web shop could not be judged

Web shop: can act without MFA, 1
- MFA Guardian: dora in Web shop can act without MFA

Payments: can act without MFA, 2
- MFA Guardian: ana in Web shop can act without MFA
- MFA Guardian: ben in Web shop can act without MFA

What each of them says in full is in the log of the function notify-people:
look for "digest/ordinary/29453760".
`);
  });

  it('begins with what is most severe, and of that with what is rare', () => {
    const headings = linesOf(
      digestOf(
        ...people(3, JUDGED),
        ...people(5, HIGH),
        ...people(2, { ...HIGH, account: 'Payments' }),
        noticeAbout('ana'),
      ).body,
    ).filter((line) => /, \d+$/.test(line));
    expect(headings).toEqual([
      'Payments: can act without MFA (severity: high), 2',
      'Web shop: can act without MFA (severity: high), 5',
      'Web shop: could not be judged, 3',
      'Web shop: can act without MFA, 1',
    ]);
  });

  it('names each notice in exactly one line, whatever they are, and says the same whatever their order', () => {
    fc.assert(
      fc.property(someNotices, (notices) => {
        const digest = digestOf(...notices);
        const named = linesOf(digest.body).filter((line) => line.startsWith('- MFA Guardian: '));
        expect(new Set(named).size).toBe(notices.length);
        expect(named).toHaveLength(notices.length);
        expect(digestOf(...notices.toReversed())).toEqual(digest);
      }),
    );
  });

  it('tells apart what would read the same', () => {
    const subject = "MFA Guardian: somebody else used the guardian's role in Web shop";
    const { body } = digestOf(noticeAbout('ana', { subject }), noticeAbout('ben', { subject }));
    expect(body).toContain(`- ${subject} (verdict/ana)\n- ${subject} (verdict/ben)\n`);
  });

  it('has room for a thousand notices, with the longest subjects', () => {
    const subjects = people(1_000).map((notice) => ({ ...notice, subject: notice.subject.padEnd(99, 'x') }));
    const { body } = digestOf(...subjects);
    expect(subjects.filter(({ subject }) => !body.includes(`- ${subject}\n`))).toEqual([]);
    expect(body.slice(-300)).not.toContain('no room');
  });

  it('leaves out the least severe where there is no room, and says how many and where they are', () => {
    const { body } = digestOf(...people(9_000), ...people(20, HIGH));
    const named = linesOf(body).filter((line) => line.startsWith('- MFA Guardian: ')).length;
    expect(named).toBeGreaterThan(2_000);
    expect(body.slice(0, 500)).toContain('9020 in all:');
    expect(body.slice(0, 500)).toContain('Web shop: can act without MFA (severity: high), 20');
    expect(readAloud(body.slice(-300))).toContain(
      `And ${9_020 - named} more, for which there is no room here.  What each of them says in full is in the log of the function notify-people: look for "digest/ordinary/29453760".`,
    );
  });

  it('names nothing after the first that has no room, however short it is', () => {
    const long = people(3_000, HIGH).map((notice) => ({
      ...notice,
      subject: notice.subject.padEnd(99, 'x'),
    }));
    const short = noticeAbout('ana', { subject: 'ana', says: 'is', account: 'in' });
    const { body } = digestOf(...long, short);
    expect(body.slice(-300)).toMatch(/And \d+ more/);
    expect(linesOf(body)).not.toContain('- ana');
    expect(linesOf(digestOf(...long.slice(0, 100), short).body)).toContain('- ana');
  });

  it('never is more than SNS takes, whatever the notices say', () => {
    const long = 'ü\n'.repeat(5_000);
    const notices = Array.from({ length: 2_000 }, (_, index) =>
      noticeAbout(`user-${index}`, {
        id: `${index}/${long}`,
        says: `${index} ${long}`,
        account: long,
        subject: long,
      }),
    );
    const { subject, body } = digestOf(...notices);
    expect(new TextEncoder().encode(body).length).toBeLessThan(LONGEST_MESSAGE - 100);
    expect(/^[\x20-\x7e\n]*$/.test(body)).toBe(true);
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    expect(body.slice(-300)).toMatch(/And \d+ more/);
  });
});
