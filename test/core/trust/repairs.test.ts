import { describe, expect, it } from 'vitest';
import { judged } from '../../fakes/trust-claims.ts';
import type { RawTrustDocument, RawTrustStatement } from '../../model/trust.model.ts';

const ACCOUNT = '111122223333';
const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice`;
const PRESENT = 'aws:MultiFactorAuthPresent';
const WITH_MFA = { Bool: { [PRESENT]: 'true' } };
const ROLES =
  'that are let in by it no longer will be, as role sessions never carry MFA: name those that should be in a statement of their own';

const allow = (changes: Partial<RawTrustStatement> = {}): RawTrustStatement => ({
  Effect: 'Allow',
  Principal: { AWS: ALICE },
  Action: 'sts:AssumeRole',
  ...changes,
});

const documentOf = (...Statement: readonly RawTrustStatement[]): RawTrustDocument => ({
  Version: '2012-10-17',
  Statement,
});

const repairOf = (document: RawTrustDocument) => {
  const { repair } = judged(document);
  return { changes: repair?.changes, document: JSON.parse(repair?.text ?? 'null') as unknown };
};

describe('a repair', () => {
  it('adds one condition, and says nothing of roles to a user', () => {
    expect(repairOf(documentOf(allow()))).toEqual({
      changes: [{ statement: '#1', text: 'add the condition Bool aws:MultiFactorAuthPresent true' }],
      document: documentOf(allow({ Condition: WITH_MFA })),
    });
  });

  it('keeps one statement that stands in no list, and what the document is called', () => {
    const document = { Version: '2012-10-17', Id: 'trust', Statement: allow() } as const;
    expect(repairOf(document).document).toEqual({
      ...document,
      Statement: [allow({ Condition: WITH_MFA })],
    });
  });

  it('says which roles it shuts out, each account once', () => {
    const accounts = [ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, '444455556666', ALICE];
    expect(repairOf(documentOf(allow({ Principal: { AWS: accounts } }))).changes).toEqual([
      {
        statement: '#1',
        text: `add the condition Bool aws:MultiFactorAuthPresent true; roles of account ${ACCOUNT}, 444455556666 ${ROLES}`,
      },
    ]);
  });

  it('says that it shuts out roles of everybody', () => {
    expect(repairOf(documentOf(allow({ Principal: '*' }))).changes).toEqual([
      {
        statement: '#1',
        text: `add the condition Bool aws:MultiFactorAuthPresent true; roles ${ROLES}`,
      },
    ]);
  });

  it('says nothing of roles that were not let in before', () => {
    const users = { StringEquals: { 'aws:PrincipalType': 'User' } };
    const document = documentOf(allow({ Principal: { AWS: ACCOUNT }, Condition: users }));
    expect(repairOf(document).changes).toEqual([
      { statement: '#1', text: 'add the condition Bool aws:MultiFactorAuthPresent true' },
    ]);
  });

  it('splits a statement without a Sid into two without', () => {
    const document = documentOf(allow({ Principal: { AWS: ALICE, Service: 'ec2.amazonaws.com' } }));
    expect(repairOf(document)).toEqual({
      changes: [
        {
          statement: '#1',
          text: 'add the condition Bool aws:MultiFactorAuthPresent true, and keep a statement without it for its other principals, which never carry MFA',
        },
      ],
      document: documentOf(
        allow({ Condition: WITH_MFA }),
        allow({ Principal: { Service: 'ec2.amazonaws.com' } }),
      ),
    });
  });

  it('changes one word of a deny, and says nothing of roles that nobody let in', () => {
    const deny = (operator: string) =>
      allow({ Effect: 'Deny', Principal: '*', Condition: { [operator]: { [PRESENT]: 'false' } } });
    expect(repairOf(documentOf(allow(), deny('Bool')))).toEqual({
      changes: [{ statement: '#2', text: 'deny with BoolIfExists instead of Bool, which skips access keys' }],
      document: documentOf(allow(), deny('BoolIfExists')),
    });
  });

  it('names each operator that it replaces', () => {
    const asked = { BoolIfExists: { [PRESENT]: 'true' }, 'ForAllValues:Bool': { [PRESENT]: 'true' } };
    expect(repairOf(documentOf(allow({ Condition: asked })))).toEqual({
      changes: [
        {
          statement: '#1',
          text: 'ask for aws:MultiFactorAuthPresent true with Bool instead of BoolIfExists and ForAllValues:Bool',
        },
      ],
      document: documentOf(allow({ Condition: WITH_MFA })),
    });
  });
});
