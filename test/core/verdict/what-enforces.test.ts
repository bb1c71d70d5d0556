import { describe, expect, it } from 'vitest';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import type { HeldPolicy, PolicyHolder } from '#core/posture/held-policy.ts';
import { known } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { EVERYTHING_ALLOWED, heldPolicies, inlinePolicy, USER } from '../../fakes/held-policies.ts';
import {
  ACTIVE_KEY,
  CODECOMMIT_CREDENTIAL,
  DEVICE,
  guardArn,
  INTACT_POLICIES,
  NEW_YEAR,
  PARTITION,
  RULES,
  snapshotOf,
} from '../../fakes/people.ts';

const judge = (facts: Partial<UserPosture>, rules = RULES) =>
  judgePosture(snapshotOf('ana', { accessKeys: ACTIVE_KEY, ...facts }), [], NEW_YEAR, rules);

const DEVELOPERS: PolicyHolder = { kind: 'group', groupName: 'developers' };
const TEXT = JSON.stringify(enforcementDocument('standard', PARTITION));
const EVERYTHING = inlinePolicy('everything', EVERYTHING_ALLOWED);

const holding = (...policies: readonly HeldPolicy[]) => ({
  mfaDevices: DEVICE,
  identityPolicies: heldPolicies(EVERYTHING, ...policies),
});

const altered = (text: string) => ({
  attachedPolicies: known([guardArn('standard')]),
  enforcementPolicies: { ...INTACT_POLICIES, standard: known({ kind: 'text' as const, text }) },
});

describe('what judgePosture takes for enforcement', () => {
  it.each<[string, HeldPolicy]>([
    [
      'attached to the user',
      { holder: USER, policy: { kind: 'managed', arn: guardArn('standard') }, text: TEXT },
    ],
    ['written into the user', inlinePolicy('mfa', TEXT)],
    [
      'attached to a group',
      { holder: DEVELOPERS, policy: { kind: 'managed', arn: guardArn('strict') }, text: TEXT },
    ],
    ['written into a group', inlinePolicy('mfa', TEXT, DEVELOPERS)],
  ])('is what it says, wherever it is from: %s', (_where, policy) => {
    expect(judge(holding())).toMatchObject({ kind: 'exposed' });
    expect(judge(holding(policy))).toEqual({ kind: 'protected', lasting: true });
  });

  it('is somebody’s own policy as well, if it lets nobody through', () => {
    const document = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    };
    expect(judge(holding(inlinePolicy('mfa', JSON.stringify(document))))).toEqual({
      kind: 'protected',
      lasting: true,
    });
  });

  it('is no policy with a hole, and says which statement has it', () => {
    const document = {
      Version: '2012-10-17',
      Statement: {
        Sid: 'RequireMfa',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    };
    expect(judge(holding(inlinePolicy('mfa', JSON.stringify(document))))).toMatchObject({
      kind: 'exposed',
      open: [
        {
          session: 'access-key',
          why: [
            { code: 'bool-skips-absent-key', place: { statement: 'RequireMfa' } },
            { code: 'key-can-enrol-itself' },
          ],
        },
        { session: 'federation', why: [{ code: 'bool-skips-absent-key' }] },
      ],
    });
  });

  it('is not the name of the guardian’s own policy, once it says something else', () => {
    const emptied = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
    });
    expect(judge(altered(emptied)).kind).toBe('exposed');
    expect(judge(altered(TEXT)).kind).toBe('awaiting-enrolment');
  });

  it('may be one intact policy, whatever became of another', () => {
    const { enforcementPolicies } = altered('{"Version":"2012-10-17","Statement":[]}');
    const attachedPolicies = known([guardArn('standard'), guardArn('strict')]);
    expect(judge({ attachedPolicies, enforcementPolicies }).kind).toBe('awaiting-enrolment');
  });

  it.each(ENFORCEMENT_VARIANTS)('is, for a credential of whatever kind, the variant %s', (variant) => {
    const attachedPolicies = known([guardArn(variant)]);
    const facts = { mfaDevices: DEVICE, serviceCredentials: CODECOMMIT_CREDENTIAL, attachedPolicies };
    expect(judge(facts)).toEqual({ kind: 'protected', lasting: true });
  });

  it.each([
    ['standard', false, 'protected'],
    ['standard', true, 'protected'],
    ['strict', false, 'protected'],
    ['strict', true, 'protected'],
    ['standard-password-change', false, 'exposed'],
    ['standard-password-change', true, 'protected'],
    ['strict-password-change', false, 'exposed'],
    ['strict-password-change', true, 'protected'],
  ] as const)(
    'hangs on whether people may change their password without MFA: %s, %s',
    (variant, allowed, kind) => {
      const facts = { mfaDevices: DEVICE, attachedPolicies: known([guardArn(variant)]) };
      expect(judge(facts, { allowPasswordChange: allowed }).kind).toBe(kind);
    },
  );

  it('does not hang on the order in which policies are listed', () => {
    const policies = [
      EVERYTHING,
      inlinePolicy('one', EVERYTHING_ALLOWED, DEVELOPERS),
      inlinePolicy('two', EVERYTHING_ALLOWED),
    ];
    const found = judge({ identityPolicies: heldPolicies(...policies) });
    expect(found.kind).toBe('exposed');
    expect(judge({ identityPolicies: heldPolicies(...policies.toReversed()) })).toEqual(found);
  });
});
