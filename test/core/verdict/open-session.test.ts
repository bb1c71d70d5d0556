import { describe, expect, it } from 'vitest';
import { WHY_CODES, type Why } from '#core/proof/session-proof.ts';
import { openSession } from '#core/verdict/open-session.ts';
import { because, PLACE, reachOf } from '../../fakes/findings.ts';

const at = (code: Why['code'], statement: string): Why => ({ code, place: { ...PLACE, statement } });

describe('openSession', () => {
  it('says what is open, and why', () => {
    const why = because('bool-skips-absent-key');
    const open = reachOf();
    expect(openSession('federation', { session: 'federation', answer: 'open', open, why })).toEqual([
      { session: 'federation', answer: 'open', open, why },
    ]);
    expect(openSession('federation', { session: 'federation', answer: 'no-grant', why })).toEqual([
      { session: 'federation', answer: 'no-grant', why },
    ]);
  });

  it('says nothing of what is enforced, or could not be determined', () => {
    const proof = { session: 'access-key', why: because('key-can-enrol-itself') } as const;
    expect(openSession('access-key', { ...proof, answer: 'enforced' })).toEqual([]);
    expect(openSession('access-key', { ...proof, answer: 'undetermined', gaps: [] })).toEqual([]);
  });

  it('keeps the first statement for each reason, in the order in which they came', () => {
    const why = [
      at('wrong-key', '#1'),
      at('extra-condition', '#1'),
      at('wrong-key', '#2'),
      at('actions-not-covered', '#3'),
      at('extra-condition', '#4'),
    ];
    expect(openSession('access-key', { session: 'access-key', answer: 'no-grant', why })).toMatchObject([
      { why: [at('wrong-key', '#1'), at('extra-condition', '#1'), at('actions-not-covered', '#3')] },
    ]);
  });

  it('stays small enough to send, however long the texts of a policy are', () => {
    const long = 'x'.repeat(100_000);
    const place = { ...PLACE, statement: long };
    const open = reachOf({ witness: { action: long, resource: long, allowedBy: place } });
    const why = WHY_CODES.map((code) => ({ code, place }));
    const [session] = openSession('access-key', { session: 'access-key', answer: 'open', open, why });
    expect(JSON.stringify(session).length).toBeLessThan(10_000);
    expect(session?.why.map(({ code }) => code)).toEqual(WHY_CODES);
    expect(session?.why[0]?.place.statement).toMatch(/^x{125}\.\.\.$/);
  });
});
