import { describe, expect, it } from 'vitest';
import { isMended } from '#core/explanation/is-mended.ts';
import { type ProvableSession, SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { SessionProof } from '#core/proof/session-proof.ts';

const place = { holder: { kind: 'user' }, policy: { kind: 'inline', name: 'a' }, statement: '#1' } as const;

const open = (session: ProvableSession, actions: number): SessionProof => ({
  session,
  answer: 'open',
  why: [],
  open: {
    actions,
    unlistedActions: false,
    byAccessLevel: { 'permissions-management': 0, write: 0, tagging: 0, read: actions, list: 0 },
    witness: { action: 'iam:GetUser', resource: '*', allowedBy: place },
  },
});

const BEFORE = [...SESSION_KINDS, 'mfa' as const].map((session) => open(session, 7));

const withChange = (withMfa: number): readonly SessionProof[] => [
  ...SESSION_KINDS.map((session) => ({ session, answer: 'enforced', why: [] }) as const),
  open('mfa', withMfa),
];

const withSession = (proofs: readonly SessionProof[], other: SessionProof): readonly SessionProof[] =>
  proofs.map((proof) => (proof.session === other.session ? other : proof));

const UNDETERMINED = { answer: 'undetermined', gaps: [], why: [] } as const;

describe('isMended', () => {
  it('is what enforces every session without MFA, and leaves those with MFA what they had', () => {
    expect([isMended(BEFORE, withChange(7)), isMended(BEFORE, withChange(8))]).toEqual([true, true]);
  });

  it('is nothing that takes from sessions with MFA', () => {
    expect(isMended(BEFORE, withChange(6))).toBe(false);
  });

  it.each(SESSION_KINDS)('is nothing that leaves %s open, without a deny or unknown', (session) => {
    for (const left of [
      open(session, 1),
      { session, answer: 'no-grant', why: [] } as const,
      { session, ...UNDETERMINED },
    ]) {
      expect(isMended(BEFORE, withSession(withChange(7), left))).toBe(false);
    }
  });

  it.each([...SESSION_KINDS, 'mfa' as const])('is nothing where %s was unknown before', (session) => {
    expect(isMended(withSession(BEFORE, { session, ...UNDETERMINED }), withChange(7))).toBe(false);
  });
});
