import { describe, expect, it } from 'vitest';
import { ENFORCEMENT_VARIANTS, enforcementPolicyArn } from '#core/enforcement/enforcement-variant.ts';
import * as guardianNames from '#core/guardian-names.ts';
import { type DeliveredEvent, iamCall, withDetail } from '../../fakes/cloudtrail-events.ts';
import { MEMBER_ACCOUNT, PARTITION } from '../../fakes/people.ts';
import { by, DEPLOYMENT, threatsIn } from '../../fakes/threat-records.ts';

const touched = (kind: string, name: string, severity = 'critical') => [
  { kind: 'guardian-part-touched', severity, target: { kind, name } },
];

const role = (roleName: string, eventName = 'PutRolePolicy'): DeliveredEvent =>
  iamCall({ eventName, requestParameters: { roleName, policyName: 'more' } });

const policy = (policyArn: string, eventName = 'CreatePolicyVersion'): DeliveredEvent =>
  iamCall({ eventName, requestParameters: { policyArn } });

const policyAt = (path: string) => `arn:aws:iam::222222222222:policy${path}`;

const OWN_ROLES = Object.entries(guardianNames).flatMap(([name, value]) =>
  name.endsWith('_ROLE') ? [value as string] : [],
);

describe('a role of the guardian', () => {
  it.each(OWN_ROLES)('is touched: %s', (name) => {
    expect(threatsIn(role(name))).toEqual(touched('role', name));
    expect(threatsIn(role(name.toLowerCase(), 'DeleteRole'))).toEqual(touched('role', name.toLowerCase()));
    expect(threatsIn(withDetail(role(name), { errorCode: 'NoSuchEntityException' }))).toEqual(
      touched('role', name, 'high'),
    );
    expect(threatsIn(by(role(name, 'UpdateAssumeRolePolicy'), DEPLOYMENT))).toEqual(
      touched('role', name, 'high'),
    );
    expect(threatsIn(by(role(name), DEPLOYMENT))).toEqual(touched('role', name, 'low'));
  });

  it.each(['MfaGuardianHub-Provider0123ABCD', 'MfaGuardianMember-Provider0123ABCD'])(
    'is touched that a stack gave its name: %s',
    (name) => {
      expect(threatsIn(role(name, 'UpdateAssumeRolePolicy'))).toEqual(touched('role', name));
    },
  );

  it.each([
    'MfaGuardian',
    'MfaGuardianReader2',
    'MfaGuardianReaders',
    'MyMfaGuardianReader',
    'MfaGuardianHubbub',
    'MfaGuardianAuditors',
    'TeamMfaGuardianHub-Provider0123ABCD',
    'Mfa-Guardian-Reader',
    'Admin',
    '__proto__',
  ])('is not one of nearly that name: %s', (name) => {
    expect(threatsIn(role(name))).toEqual([]);
  });

  it('is not touched where nobody knows which role was meant', () => {
    expect(threatsIn(withDetail(role('x'), { requestParameters: null, errorCode: 'AccessDenied' }))).toEqual(
      [],
    );
  });
});

describe('a policy of the guardian', () => {
  it.each(['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'])(
    'is touched by %s',
    (eventName) => {
      for (const variant of ENFORCEMENT_VARIANTS) {
        const arn = enforcementPolicyArn(PARTITION, MEMBER_ACCOUNT, variant);
        expect(threatsIn(policy(arn, eventName))).toEqual(touched('policy', arn));
        expect(threatsIn(by(policy(arn, eventName), DEPLOYMENT))).toEqual(touched('policy', arn, 'high'));
      }
    },
  );

  it('is the boundary of its roles, and whatever else is put beside it', () => {
    for (const name of ['MfaGuardianActionBoundary', 'Other']) {
      const arn = policyAt(`/mfa-guardian/${name}`);
      expect(threatsIn(policy(arn))).toEqual(touched('policy', arn));
    }
    const arn = policyAt('/mfa-guardian/Planted');
    const planted = iamCall({
      eventName: 'CreatePolicy',
      requestParameters: { policyName: 'Planted', path: '/mfa-guardian/' },
      responseElements: { policy: { arn } },
    });
    expect(threatsIn(planted)).toEqual(touched('policy', arn));
  });

  it.each([
    policyAt('/MfaGuardianRequireMfa'),
    policyAt('/mfa-guardians/MfaGuardianRequireMfa'),
    policyAt('/team/mfa-guardian/MfaGuardianRequireMfa'),
    policyAt('/mfa-guardian'),
    'arn:aws:iam::aws:policy/AdministratorAccess',
  ])('is not one that is nearly called that: %s', (arn) => {
    expect(threatsIn(policy(arn))).toEqual([]);
  });

  it('is not touched by being attached to a user or taken away, which is looked at', () => {
    const arn = enforcementPolicyArn(PARTITION, MEMBER_ACCOUNT, 'standard');
    for (const eventName of ['AttachUserPolicy', 'DetachUserPolicy']) {
      const requestParameters = { userName: 'ana', policyArn: arn };
      expect(threatsIn(iamCall({ eventName, requestParameters }))).toEqual([]);
    }
  });
});
