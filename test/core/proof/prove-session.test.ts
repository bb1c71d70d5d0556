import { describe, expect, it } from 'vitest';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvableSession } from '#core/proof/session-kind.ts';
import { ALLOW_ALL, DENY_WITHOUT_MFA, holding, numbers, policyOf } from './hostile-user.ts';

const MFA = 'aws:MultiFactorAuthPresent';

const prove = (session: ProvableSession, ...statements: readonly object[]) =>
  proveSession(holding(statements.map((statement) => policyOf(statement))), session, {
    allowPasswordChange: false,
  });

const deny = (Condition: object, Action: unknown = '*'): object => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  Condition,
});

/** How many actions are open; none where the answer is another. */
const openActions = (...statements: readonly object[]): number => {
  const proof = prove('service-credential', ...statements);
  return proof.answer === 'open' ? proof.open.actions : 0;
};

describe('proveSession', () => {
  it('says in full what it could not understand, and nothing else', () => {
    expect(proveSession(holding(['no policy']), 'access-key', { allowPasswordChange: false })).toEqual({
      session: 'access-key',
      answer: 'undetermined',
      gaps: [{ fact: 'policy-document', because: 'not-understood', of: 'p0' }],
      why: [],
    });
  });

  it('says in full that it would take too long, and nothing else', () => {
    const actions = numbers(30).map((index) => `*:*e*${index}*`);
    const texts = numbers(30).map((index) =>
      policyOf({ ...ALLOW_ALL, Sid: `P${index}`, Action: [...actions, `*:*f*${index}*`] }),
    );
    expect(proveSession(holding(texts), 'access-key', { allowPasswordChange: false })).toEqual({
      session: 'access-key',
      answer: 'undetermined',
      gaps: [{ fact: 'policy-document', because: 'too-complex' }],
      why: [],
    });
  });

  it('explains nothing to whoever has MFA: the session is meant to be open', () => {
    expect(prove('mfa', ALLOW_ALL, DENY_WITHOUT_MFA)).toMatchObject({ answer: 'open', why: [] });
    expect(prove('access-key', ALLOW_ALL, deny({ Bool: { [MFA]: 'false' } })).why).not.toEqual([]);
  });

  it('blames an allow that asks for MFA only where something else is open', () => {
    const gated = { ...ALLOW_ALL, Condition: { Bool: { [MFA]: 'true' } } };
    const open = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    expect(prove('access-key', gated)).toEqual({ session: 'access-key', answer: 'no-grant', why: [] });
    expect(prove('access-key', gated, open).why.map(({ code }) => code)).toEqual([
      'gates-only-its-own-allow',
    ]);
  });

  it('never takes a deny for something that is granted', () => {
    const uncertain = deny({ StringEquals: { 'aws:SourceIp': 'x' } });
    expect(prove('access-key', uncertain).answer).toBe('no-grant');
    const boundary = { kind: 'known', fact: { name: 'b', text: policyOf(uncertain) } } as const;
    const bounded = holding([policyOf(ALLOW_ALL)], { boundary });
    expect(proveSession(bounded, 'access-key', { allowPasswordChange: false }).answer).toBe('no-grant');
  });

  it('gives the worst answer where AWS does not say whether the MFA key is absent or false', () => {
    expect(prove('service-credential', ALLOW_ALL, deny({ Bool: { [MFA]: 'false' } })).answer).toBe('open');
    expect(prove('service-credential', ALLOW_ALL, deny({ Null: { [MFA]: 'true' } })).answer).toBe('open');
    expect(prove('service-credential', deny({ Bool: { [MFA]: 'false' } })).answer).toBe('no-grant');
    expect(prove('service-credential', deny({ Null: { [MFA]: 'true' } })).answer).toBe('no-grant');
    expect(prove('service-credential', ALLOW_ALL, DENY_WITHOUT_MFA).answer).toBe('enforced');
  });

  it('counts what is open in the worst case', () => {
    const all = openActions(ALLOW_ALL);
    const reading = ['codecommit:Get*', 'codecommit:List*'];
    expect(openActions(ALLOW_ALL, deny({ Bool: { [MFA]: 'false' } }, reading))).toBe(all);
    expect(openActions(ALLOW_ALL, deny({ Null: { [MFA]: 'true' } }, reading))).toBe(all);
    expect(openActions(ALLOW_ALL, deny({ BoolIfExists: { [MFA]: 'false' } }, reading))).toBeLessThan(all);
  });
});
