import { describe, expect, it } from 'vitest';
import { ENFORCEMENT_VARIANTS, enforcementPolicyArn } from '#core/enforcement/enforcement-variant.ts';
import * as guardianNames from '#core/guardian-names.ts';
import {
  ADMIN_SESSION,
  type DeliveredEvent,
  eventNamed,
  iamCall,
  watchedEventNames,
  withDetail,
} from '../../fakes/cloudtrail-events.ts';
import { MEMBER_ACCOUNT, PARTITION } from '../../fakes/people.ts';
import { by, DEPLOYMENT, keyOf, kindsIn, threatsIn } from '../../fakes/threat-records.ts';

const PARTS = watchedEventNames().filter((name) => name.startsWith('guardian-'));

const touched = (kind: string, name: string, severity = 'critical') => [
  { kind: 'guardian-part-touched', severity, target: { kind, name } },
];

const through = (service: string) => ({ ...ADMIN_SESSION, invokedBy: service });

const role = (roleName: string, eventName = 'PutRolePolicy'): DeliveredEvent =>
  iamCall({ eventName, requestParameters: { roleName, policyName: 'more' } });

const policy = (policyArn: string, eventName = 'CreatePolicyVersion'): DeliveredEvent =>
  iamCall({ eventName, requestParameters: { policyArn } });

const policyAt = (path: string) => `arn:aws:iam::222222222222:policy${path}`;

const OWN_ROLES = Object.entries(guardianNames).flatMap(([name, value]) =>
  name.endsWith('_ROLE') ? [value as string] : [],
);

describe('a part of the guardian', () => {
  it.each(PARTS)('is touched by whoever does this, and not by a deployment: %s', (name) => {
    const event = eventNamed(name);
    const isDeletion = name.endsWith('/delete-stack');
    expect(kindsIn(event)).toEqual(['guardian-part-touched: critical']);
    expect(kindsIn(withDetail(event, { errorCode: 'AccessDenied' }))).toEqual([
      'guardian-part-touched: critical',
    ]);
    expect(kindsIn(by(event, DEPLOYMENT))).toEqual([
      `guardian-part-touched: ${isDeletion ? 'critical' : 'low'}`,
    ]);
  });

  it.each([
    ['cloudformation.amazonaws.com', 'low'],
    ['member.org.stacksets.cloudformation.amazonaws.com', 'low'],
    ['stacksets.cloudformation.amazonaws.com', 'low'],
    ['notcloudformation.amazonaws.com', 'critical'],
    ['cloudformation.amazonaws.com.example.com', 'critical'],
    ['cloudformationXamazonaws.com', 'critical'],
    ['lambda.amazonaws.com', 'critical'],
  ])('is deployed by CloudFormation alone: %s', (service, severity) => {
    expect(threatsIn(by(eventNamed('delete-rule'), through(service)))).toEqual(
      touched('part', 'MfaGuardianMember-WatchedIamEvents1', severity),
    );
  });

  it('is not deployed by somebody who says so elsewhere', () => {
    const event = by(eventNamed('delete-rule'), keyOf('cloudformation.amazonaws.com'), {
      invokedBy: 'cloudformation.amazonaws.com',
      userAgent: 'cloudformation.amazonaws.com',
    });
    expect(kindsIn(event)).toEqual(['guardian-part-touched: critical']);
  });

  it('is protected by whoever turns on the protection of a stack', () => {
    const event = eventNamed('update-termination-protection');
    const set = (enableTerminationProtection: unknown) =>
      kindsIn(
        withDetail(event, {
          requestParameters: { stackName: 'MfaGuardianHub', enableTerminationProtection },
        }),
      );
    expect(set(true)).toEqual(['guardian-part-touched: low']);
    for (const other of [false, 'true', undefined]) {
      expect(set(other)).toEqual(['guardian-part-touched: critical']);
    }
    const rule = withDetail(eventNamed('put-rule'), {
      requestParameters: { name: 'MfaGuardianMember-1', enableTerminationProtection: true },
    });
    expect(kindsIn(rule)).toEqual(['guardian-part-touched: critical']);
  });

  it('is named by what the rule asks for, and not by whatever else a caller writes', () => {
    const rule = withDetail(eventNamed('put-rule'), {
      requestParameters: { description: 'MfaGuardian is fine\r\n', name: 'MfaGuardianMember-1' },
    });
    expect(threatsIn(rule)).toEqual(touched('part', 'MfaGuardianMember-1'));
  });

  it('is named with all that are touched at once, and nothing of anybody else’s', () => {
    const alarms = withDetail(eventNamed('delete-alarms'), {
      requestParameters: { alarmNames: ['Billing', 'MfaGuardianHub-1', 42, null, 'MfaGuardianHub-2'] },
    });
    expect(threatsIn(alarms)).toEqual(touched('part', 'MfaGuardianHub-1, MfaGuardianHub-2'));
  });

  it('is named by the answer where the parameters do not name it', () => {
    expect(threatsIn(eventNamed('update-event-source-mapping-20150331'))).toEqual(
      touched(
        'part',
        'arn:aws:lambda:us-east-1:222222222222:function:MfaGuardianHub-AssessPrincipal0123ABCD-anaanaanaana',
      ),
    );
  });

  it.each(['mfa-guardian-ingress', 'mfa-guardian-internal'])('is a bus by its firm name: %s', (name) => {
    const event = withDetail(eventNamed('delete-event-bus'), { requestParameters: { name } });
    expect(threatsIn(event)).toEqual(touched('part', name));
  });
});

describe('a role of the guardian', () => {
  it.each(OWN_ROLES)('is touched: %s', (name) => {
    expect(threatsIn(role(name))).toEqual(touched('role', name));
    expect(threatsIn(role(name.toLowerCase(), 'DeleteRole'))).toEqual(touched('role', name.toLowerCase()));
    expect(threatsIn(withDetail(role(name), { errorCode: 'NoSuchEntityException' }))).toEqual(
      touched('role', name),
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
        expect(threatsIn(by(policy(arn, eventName), DEPLOYMENT))).toEqual(touched('policy', arn, 'low'));
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
