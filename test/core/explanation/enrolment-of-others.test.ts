import { describe, expect, it } from 'vitest';
import { enrolmentOfOthers } from '#core/explanation/enrolment-of-others.ts';
import { SESSION_KINDS, type SessionKind } from '#core/proof/session-kind.ts';
import { holding, policyOf } from '../proof/hostile-user.ts';

const ENROLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];

const deny = (operator: string, notActions: readonly string[]) => ({
  Effect: 'Deny',
  NotAction: notActions,
  Resource: '*',
  Condition: { [operator]: { 'aws:MultiFactorAuthPresent': 'false' } },
});

const left = (session: SessionKind, ...statements: readonly object[]) =>
  enrolmentOfOthers({
    principal: holding([policyOf(...statements)]),
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
