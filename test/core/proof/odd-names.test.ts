import { describe, expect, it } from 'vitest';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type ProvableSession, SESSION_KINDS } from '#core/proof/session-kind.ts';
import { ALLOW_ALL, DENY_WITHOUT_MFA, holding, policyOf } from './hostile-user.ts';

const SESSIONS: readonly ProvableSession[] = [...SESSION_KINDS, 'mfa'];

const ODD_NAMES = ['__proto__', 'constructor', 'toString', '\ud800', '\u0000', '\u212a', '\ue000', 'İ', '*'];

const answerOf = (principal: ProvedPrincipal, session: ProvableSession = 'access-key') => {
  const proof = proveSession(principal, session, { allowPasswordChange: false });
  return proof.answer === 'undetermined' ? proof.gaps.map(({ because }) => because).join() : proof.answer;
};

/** A deny of everything under one condition, as text: literals in code give `__proto__` another meaning. */
const denyIf = (condition: string): string =>
  policyOf({ Effect: 'Deny', Action: '*', Resource: '*', Condition: 'here' }).replace(
    '"here"',
    () => condition,
  );

const tagged = (texts: readonly string[], key: string, value: string): ProvedPrincipal =>
  holding(texts, { tags: [{ key, value }] });

describe.each(ODD_NAMES.map((name) => [name, JSON.stringify(name)]))('%j', (name, written) => {
  it('as an operator never makes a deny count, nor an allow vanish', () => {
    const deny = denyIf(`{${written}:{"aws:MultiFactorAuthPresent":"false"}}`);
    const allow = deny.replace('"Deny"', '"Allow"');
    for (const session of SESSIONS) {
      expect(answerOf(holding([policyOf(ALLOW_ALL), deny]), session)).toBe('open');
      expect(answerOf(holding([allow]), session)).toBe('open');
    }
  });

  it('as a condition key never makes a deny count', () => {
    for (const operator of ['Bool', 'StringEquals', 'StringNotLike', 'Null', 'NumericLessThan']) {
      const deny = denyIf(`{"${operator}":{${written}:"false"}}`);
      expect(answerOf(holding([policyOf(ALLOW_ALL), deny]))).toBe('open');
    }
  });

  it('as a condition key beside the one that counts takes nothing of it away, and adds nothing', () => {
    const deny = denyIf(`{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false",${written}:"x"}}`);
    expect(answerOf(holding([policyOf(ALLOW_ALL), deny]))).toBe('open');
    expect(answerOf(holding([policyOf(ALLOW_ALL), policyOf(DENY_WITHOUT_MFA), deny]))).toBe('enforced');
  });

  it('as an element or an action leaves everything undetermined, whatever else denies', () => {
    const element = policyOf(DENY_WITHOUT_MFA).replace('"Effect"', () => `${written}:{},"Effect"`);
    const action = policyOf(DENY_WITHOUT_MFA).replace('"*"', () => written);
    expect(answerOf(holding([policyOf(ALLOW_ALL), element]))).toBe('not-understood');
    expect(answerOf(holding([policyOf(ALLOW_ALL), action]))).toBe(
      name === '*' ? 'enforced' : 'not-understood',
    );
  });

  it('as a Sid is what the statement is called', () => {
    const proof = proveSession(holding([policyOf({ ...ALLOW_ALL, Sid: name })]), 'access-key', {
      allowPasswordChange: false,
    });
    expect(proof).toMatchObject({ answer: 'open', open: { witness: { allowedBy: { statement: name } } } });
  });

  it('as a tag that a user has is known by its key and its value', () => {
    const ifTagged = (operator: string): string =>
      denyIf(`{"${operator}":{${JSON.stringify(`aws:PrincipalTag/${name}`)}:${written}}}`);
    const user = (text: string) => tagged([policyOf(ALLOW_ALL), text], name, name);
    const other = (text: string) => tagged([policyOf(ALLOW_ALL), text], 'other', name);
    expect(answerOf(user(ifTagged('StringNotEquals')))).toBe('open');
    expect(answerOf(other(ifTagged('StringEquals')))).toBe('open');
    expect(answerOf(other(ifTagged('StringNotEquals')))).toBe('enforced');
    expect(answerOf(user(ifTagged('StringEquals')))).toBe('enforced');
  });
});

describe('a letter that might be another in lower case', () => {
  const KELVIN = '\u212a';

  it.each([
    ['the key of a tag', { StringNotEquals: { [`aws:PrincipalTag/${KELVIN}`]: 'x' } }, 'k', 'x'],
    ['a tag that the user has', { StringNotEquals: { 'aws:PrincipalTag/k': 'x' } }, KELVIN, 'x'],
    ['a tag, in another case', { StringNotEquals: { 'aws:PrincipalTag/É': 'x' } }, 'é', 'x'],
    ['a value in any case', { StringNotEqualsIgnoreCase: { 'aws:PrincipalTag/t': KELVIN } }, 't', 'k'],
    ['a tag’s value in any case', { StringNotEqualsIgnoreCase: { 'aws:PrincipalTag/t': 'k' } }, 't', KELVIN],
    ['a key that the session fixes', { Null: { [`aws:To${KELVIN}enIssueTime`]: 'true' } }, 't', 'x'],
  ])('is relied upon for nothing: %s', (_where, condition, key, value) => {
    const deny = denyIf(JSON.stringify(condition));
    expect(answerOf(tagged([policyOf(ALLOW_ALL), deny], key, value))).toBe('open');
    const allow = deny.replace('"Deny"', '"Allow"');
    expect(answerOf(tagged([allow], key, value))).toBe('open');
  });

  it('is no obstacle where both are written alike', () => {
    const deny = (key: string): string =>
      denyIf(JSON.stringify({ StringEqualsIgnoreCase: { [`aws:PrincipalTag/${key}`]: `A${KELVIN}` } }));
    expect(answerOf(tagged([policyOf(ALLOW_ALL), deny(KELVIN)], KELVIN, `a${KELVIN}`))).toBe('enforced');
    expect(answerOf(tagged([policyOf(ALLOW_ALL), deny('É')], 'É', `a${KELVIN}`))).toBe('enforced');
  });

  it('never makes of the letters between Z and a what it makes of Z', () => {
    const deny = denyIf(JSON.stringify({ StringEqualsIgnoreCase: { 'aws:PrincipalTag/t': '{@z' } }));
    expect(answerOf(tagged([policyOf(ALLOW_ALL), deny], 't', '[@Z'))).toBe('open');
    expect(answerOf(tagged([policyOf(ALLOW_ALL), deny], 't', '{`Z'))).toBe('open');
    expect(answerOf(tagged([policyOf(ALLOW_ALL), deny], 't', '{@Z'))).toBe('enforced');
  });
});

describe('a variable that is written in no way that AWS documents', () => {
  it.each([`$\{ aws:username}`, `$\{aws:username }`, `$\{\u00a0aws:username}`, `$\{aws:username ,'x'}`])(
    'has whatever value: %j',
    (variable) => {
      const deny = {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringLike: { 'aws:username': variable } },
      };
      expect(answerOf(holding([policyOf(ALLOW_ALL), policyOf(deny)]))).toBe('open');
      const allow = { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${variable}` };
      expect(answerOf(holding([policyOf(allow)]))).toBe('open');
    },
  );
});
