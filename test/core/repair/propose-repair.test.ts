import { describe, expect, it } from 'vitest';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { editableDocuments, withText } from '#core/repair/editable-document.ts';
import { proposeRepair } from '#core/repair/propose-repair.ts';
import { NOT_NEEDED, type Repair } from '#core/repair/repair.ts';
import { ALLOW_ALL, holding, numbers, policyOf } from '../proof/hostile-user.ts';

const RULES = { allowPasswordChange: false };
const MFA = 'aws:MultiFactorAuthPresent';

const BY_BOOL = { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { [MFA]: 'false' } } };

const repairOf = (principal: ProvedPrincipal): Repair => {
  const outcome = proposeRepair(principal, RULES);
  if (outcome.kind !== 'repaired') {
    throw new Error(`Expected a repair, received ${outcome.kind}.`);
  }
  return outcome.repair;
};

const holdingPolicies = (...policies: readonly HeldPolicy[]): ProvedPrincipal =>
  holding([], { identityPolicies: { policies, gaps: [] } });

const managed = (arn: string, holder: HeldPolicy['holder'], text: string): HeldPolicy => ({
  holder,
  policy: { kind: 'managed', arn: arn as Arn },
  text,
});

const OWN = { kind: 'user' } as const;
const DEVELOPERS = { kind: 'group', groupName: 'developers' } as const;

describe('the mended document', () => {
  it('has its keys in the author’s order, and everything else it had, indented by two', () => {
    const text = JSON.stringify({
      Statement: {
        Resource: '*',
        Condition: { Bool: { [MFA]: 'false' } },
        NotAction: 'iam:*',
        Effect: 'Deny',
      },
      Id: 'mine',
      Version: '2012-10-17',
    });
    const repair = repairOf(holding([text, policyOf(ALLOW_ALL)]));
    const document = JSON.parse(repair.text);
    expect(Object.keys(document)).toEqual(['Statement', 'Id', 'Version']);
    expect(Object.keys(document.Statement[0])).toEqual(['Resource', 'Condition', 'NotAction', 'Effect']);
    expect(repair.text).toBe(JSON.stringify(document, null, 2));
  });

  it('names a new statement otherwise, where the document has one of that Sid', () => {
    const sid = 'DenyEnrolmentOfOthersWithoutMfa';
    const repair = repairOf(holding([policyOf({ ...ALLOW_ALL, Sid: sid }, BY_BOOL)]));
    const sids = JSON.parse(repair.text).Statement.map(({ Sid }: { Sid?: string }) => Sid);
    expect(sids).toContain(`${sid}2`);
    expect(repair.changes.map(({ statement }) => statement)).toContain(`${sid}2`);
  });

  it('says nothing in its words that could not be printed', () => {
    const odd = '\u001b[31m\u202e';
    const statement = { ...BY_BOOL, Sid: odd, Condition: { Bool: { [MFA]: 'false', [odd]: 'x' } } };
    const { changes } = repairOf(holding([policyOf(ALLOW_ALL, statement)]));
    expect(changes.map(({ statement: name, text }) => name + text).join('')).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('the document to mend', () => {
  it('is none that AWS manages', () => {
    const admin = managed('arn:aws:iam::aws:policy/AdministratorAccess', OWN, policyOf(ALLOW_ALL));
    expect(proposeRepair(holdingPolicies(admin), RULES)).toEqual({ kind: 'none-found' });
    const mine = managed('arn:aws:iam::222222222222:policy/mine', DEVELOPERS, policyOf(ALLOW_ALL));
    expect(repairOf(holdingPolicies(admin, mine))).toMatchObject({ holder: DEVELOPERS, policy: mine.policy });
  });

  it('is mended wherever it is attached', () => {
    const arn = 'arn:aws:iam::222222222222:policy/mine';
    const text = policyOf(ALLOW_ALL, BY_BOOL);
    const principal = holdingPolicies(managed(arn, OWN, text), managed(arn, DEVELOPERS, text));
    const [document] = editableDocuments(principal);
    if (document === undefined) {
      throw new Error('Expected a document.');
    }
    const repaired = withText(principal, document, repairOf(principal).text);
    const texts = new Set(repaired.identityPolicies.policies.map((policy) => policy.text));
    expect(texts.size).toBe(1);
    expect(proveSession(repaired, 'federation', RULES).answer).toBe('enforced');
  });

  it('is the user’s own rather than a group’s, where none asks for MFA', () => {
    const inline = (holder: HeldPolicy['holder'], name: string): HeldPolicy => ({
      holder,
      policy: { kind: 'inline', name },
      text: policyOf(ALLOW_ALL),
    });
    expect(repairOf(holdingPolicies(inline(DEVELOPERS, 'theirs'), inline(OWN, 'own')))).toMatchObject({
      holder: OWN,
      policy: { name: 'own' },
    });
  });
});

describe('a search for a repair', { timeout: 60_000 }, () => {
  const narrow = (index: number): object => ({
    Effect: 'Deny',
    Action: ['s3:*', `ec2:${index}*`],
    Resource: [`arn:aws:s3:::b${index}*`, `arn:aws:s3:::*${index}/*`],
    Condition: {
      Bool: { [MFA]: 'false' },
      StringEquals: { 'aws:PrincipalTag/x': `${index}` },
      NumericGreaterThan: { 'aws:MultiFactorAuthAge': '1' },
    },
  });

  it.each<[string, readonly string[]]>([
    ['sixty denies, none of them right', [policyOf(ALLOW_ALL, ...numbers(60).map(narrow))]],
    [
      'forty conditions that need not hold',
      [
        policyOf(ALLOW_ALL, {
          ...BY_BOOL,
          Condition: {
            Bool: { [MFA]: 'false' },
            StringEquals: Object.fromEntries(numbers(40).map((index) => [`k:${index}`, 'v'])),
          },
        }),
      ],
    ],
    [
      'twenty documents',
      numbers(20).map((index) => policyOf(...(index === 0 ? [ALLOW_ALL] : []), narrow(index))),
    ],
  ])('ends with few changes where somebody has %s', (_name, texts) => {
    const { changes } = repairOf(holding(texts));
    expect(changes.filter(({ text }) => !text.endsWith(NOT_NEEDED)).length).toBeLessThanOrEqual(7);
  });

  it('ends with nothing where what is held is too complex to judge', () => {
    const texts = numbers(6).map((policy) =>
      policyOf(
        ...numbers(40).map((index) => ({
          Effect: 'Deny',
          NotAction: [`s3:*${index}*`, `ec2:*${policy}*`],
          Resource: `arn:aws:*:*:*:*x${policy}y${index}*`,
        })),
      ),
    );
    expect(proposeRepair(holding([policyOf(ALLOW_ALL, BY_BOOL), ...texts]), RULES)).toEqual({
      kind: 'none-found',
    });
  });
});
