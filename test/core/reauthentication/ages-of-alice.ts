import { expect } from 'vitest';
import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import { known } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { reauthentications } from '#core/reauthentication/reauthentications.ts';

export const AGE = 'aws:MultiFactorAuthAge';
export const PRESENT = 'aws:MultiFactorAuthPresent';

export const textOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const alice = (changes: Partial<ProvedPrincipal>, ...texts: readonly string[]): ProvedPrincipal => ({
  partition: 'aws' as Partition,
  account: '111122223333' as AccountId,
  userName: 'alice' as UserName,
  userId: 'AIDAEXAMPLEALICE00001' as UserId,
  arn: 'arn:aws:iam::111122223333:user/alice' as Arn,
  tags: [],
  identityPolicies: {
    policies: texts.map((text, index) => ({
      holder: { kind: 'user' },
      policy: { kind: 'inline', name: `policy-${index}` },
      text,
    })),
    gaps: [],
  },
  boundary: known('none'),
  serviceControl: { kind: 'absent' },
  ...changes,
});

export const holding = (...statements: readonly object[]): ProvedPrincipal =>
  alice({}, textOf(...statements));

export const deny = (Condition: object, changes: object = {}): object => ({
  Sid: 'Age',
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition,
  ...changes,
});
export const allow = (Condition: object, changes: object = {}): object =>
  deny(Condition, { Effect: 'Allow', Action: 's3:*', ...changes });

/** The one answer that there is. */
export const only = (principal: ProvedPrincipal) => {
  const found = reauthentications(principal);
  expect(found).toHaveLength(1);
  return found[0];
};
