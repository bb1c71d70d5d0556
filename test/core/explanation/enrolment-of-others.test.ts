import { describe, expect, it } from 'vitest';
import { enrolmentOfOthers } from '#core/explanation/enrolment-of-others.ts';
import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import { known } from '#core/posture/observed.ts';
import { SESSION_KINDS, type SessionKind } from '#core/proof/session-kind.ts';

const ENROLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];

const deny = (operator: string, notActions: readonly string[]) => ({
  Effect: 'Deny',
  NotAction: notActions,
  Resource: '*',
  Condition: { [operator]: { 'aws:MultiFactorAuthPresent': 'false' } },
});

const left = (session: SessionKind, ...statements: readonly object[]) =>
  enrolmentOfOthers({
    principal: {
      partition: 'aws' as Partition,
      account: '111122223333' as AccountId,
      userName: 'ana' as UserName,
      userId: 'AIDAEXAMPLEANA000000' as UserId,
      arn: 'arn:aws:iam::111122223333:user/ana' as Arn,
      tags: [],
      identityPolicies: {
        policies: [
          {
            holder: { kind: 'user' },
            policy: { kind: 'inline', name: 'own' },
            text: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
          },
        ],
        gaps: [],
      },
      boundary: known('none'),
      serviceControl: { kind: 'absent' },
    },
    session,
    rules: { allowPasswordChange: false },
  });

describe('enrolmentOfOthers', () => {
  it.each(SESSION_KINDS.filter((kind) => kind !== 'service-credential'))(
    'names what AWS’s own deny leaves %s',
    (session) => {
      expect(left(session, deny('BoolIfExists', ENROLMENT))).toEqual(['iam:EnableMFADevice']);
    },
  );

  it.each<[string, SessionKind, object]>([
    ['another action', 'access-key', deny('BoolIfExists', [...ENROLMENT, 'iam:DeactivateMFADevice'])],
    ['an action that no catalogue lists', 'access-key', deny('BoolIfExists', ['iam:EnableMFADevice*'])],
    ['everything, in one of two contexts', 'federation', deny('Bool', ENROLMENT)],
    ['nothing', 'service-credential', deny('BoolIfExists', ENROLMENT)],
  ])('says nothing where %s is left', (_, session, statement) => {
    expect(left(session, statement)).toBeUndefined();
  });
});
