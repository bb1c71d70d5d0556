import { describe, expect, it } from 'vitest';
import { judgeUser } from '#core/explanation/explain-user.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { ALLOW_ALL, holding, policyOf } from '../proof/hostile-user.ts';

const held = (policy: HeldPolicy['policy']): HeldPolicy => ({
  holder: { kind: 'user' },
  policy,
  text: policyOf(ALLOW_ALL),
});

const repairOf = (policies: readonly HeldPolicy[], rules: ProofRules = { allowPasswordChange: false }) =>
  judgeUser({
    principal: holding([], { identityPolicies: { policies, gaps: [] } }),
    rules,
    lineOf: () => undefined,
    seeksRepair: true,
  }).repair;

const ADMINISTRATOR = held({ kind: 'managed', arn: 'arn:aws:iam::aws:policy/AdministratorAccess' as Arn });

describe('the repair of a user who holds what AWS maintains', () => {
  it('is one policy more, with which every session without MFA is proved enforced', () => {
    const repair = repairOf([ADMINISTRATOR]);
    expect(repair).toMatchObject({ kind: 'repaired', policy: 'a new policy' });
    const sessions = repair.kind === 'repaired' ? repair.sessions : [];
    expect(sessions.slice(0, -1).map(({ answer }) => answer)).toEqual(
      Array.from({ length: 5 }, () => 'enforced'),
    );
    expect(sessions.at(-1)).toMatchObject({ kind: 'mfa', answer: 'open' });
  });

  it('lets people change their password, if that counts as enrolment', () => {
    const repair = repairOf([ADMINISTRATOR], { allowPasswordChange: true });
    expect(repair.kind === 'repaired' ? repair.document : '').toContain('iam:ChangePassword');
  });

  it('changes what there is to change, where there is anything', () => {
    expect(repairOf([ADMINISTRATOR, held({ kind: 'inline', name: 'own' })])).toMatchObject({ policy: 'own' });
  });

  it('is none where something is not understood', () => {
    const odd = { ...held({ kind: 'inline', name: 'odd' }), text: 'no policy' };
    expect(repairOf([ADMINISTRATOR, odd])).toEqual({ kind: 'none-found' });
  });
});
