import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import { known } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';

export const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

/** Denies everything to whoever is without MFA. */
export const DENY_WITHOUT_MFA = {
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
};

export const policyOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const held = (text: string, index: number): HeldPolicy => ({
  holder: { kind: 'user' },
  policy: { kind: 'inline', name: `p${index}` },
  text,
});

/** A user who holds these policies, and nothing that bounds them. */
export const holding = (
  texts: readonly string[],
  changes: Partial<ProvedPrincipal> = {},
): ProvedPrincipal => ({
  partition: 'aws' as Partition,
  account: '222222222222' as AccountId,
  userName: 'alice' as UserName,
  userId: 'AIDAEXAMPLEALICE00001' as UserId,
  arn: 'arn:aws:iam::222222222222:user/alice' as Arn,
  tags: [],
  identityPolicies: { policies: texts.map(held), gaps: [] },
  boundary: known('none'),
  serviceControl: { kind: 'absent' },
  ...changes,
});

export const numbers = (count: number): readonly number[] => [...Array(count).keys()];
