import { describe, expect, it } from 'vitest';
import { detectThreats } from '#core/threat/detect-threats.ts';
import { ADMIN_SESSION, eventNamed, watchedEventNames, withDetail } from '../../fakes/cloudtrail-events.ts';
import { by, contextWith, DEPLOYMENT, keyOf, kindsIn, threatsIn } from '../../fakes/threat-records.ts';
import { observed } from '../change/observed.ts';

const PARTS = watchedEventNames().filter((name) => name.startsWith('guardian-'));

const DEPLOYS = ['guardian-stacks/execute-change-set', 'guardian-stacks/update-stack'];

const touched = (kind: string, name: string, severity = 'critical') => [
  { kind: 'guardian-part-touched', severity, target: { kind, name } },
];

const through = (service: string) => ({ ...ADMIN_SESSION, invokedBy: service });

describe('a part of the guardian', () => {
  it.each(PARTS.filter((name) => !DEPLOYS.includes(name)))('is touched by whoever does this: %s', (name) => {
    const event = eventNamed(name);
    expect(kindsIn(event)).toEqual(['guardian-part-touched: critical']);
    expect(kindsIn(withDetail(event, { errorCode: 'AccessDenied' }))).toEqual([
      'guardian-part-touched: high',
    ]);
  });

  it.each(DEPLOYS)('is deployed by whoever does this, which is told once: %s', (name) => {
    const event = eventNamed(name);
    expect(kindsIn(event)).toEqual(['guardian-part-touched: medium']);
    expect(kindsIn(by(event, DEPLOYMENT))).toEqual(['guardian-part-touched: low']);
  });

  it.each([
    ['guardian-rules/put-rule', 'low'],
    ['guardian-functions/update-function-code-20150331v2', 'low'],
    ['guardian-queues/set-queue-attributes', 'low'],
    ['guardian-rules/delete-rule', 'high'],
    ['guardian-rules/disable-rule', 'high'],
    ['guardian-rules/remove-targets', 'high'],
    ['guardian-alarms/delete-alarms', 'high'],
    ['guardian-tables/delete-table', 'high'],
    ['guardian-stacks/delete-stack', 'critical'],
  ])(
    'is changed by a deployment, which is told of when it takes something away: %s, %s',
    (name, severity) => {
      expect(kindsIn(by(eventNamed(name), DEPLOYMENT))).toEqual([`guardian-part-touched: ${severity}`]);
    },
  );

  it.each(['TestMfaGuardianClone', 'MfaGuardianX-1', 'my-mfa-guardian-ingress-2', 'XMfaGuardianHub-1'])(
    'is not what is only named alike: %s',
    (name) => {
      const queueUrl = `https://sqs.us-east-1.amazonaws.com/222222222222/${name}`;
      const record = observed(eventNamed('guardian-queues/purge-queue'));
      const details = { ...record.details, requestParameters: { queueUrl } };
      expect(detectThreats({ ...record, details }, contextWith())).toEqual([]);
    },
  );

  it.each([
    ['cloudformation.amazonaws.com', 'low'],
    ['member.org.stacksets.cloudformation.amazonaws.com', 'low'],
    ['stacksets.cloudformation.amazonaws.com', 'low'],
    ['notcloudformation.amazonaws.com', 'critical'],
    ['cloudformation.amazonaws.com.example.com', 'critical'],
    ['cloudformationXamazonaws.com', 'critical'],
    ['lambda.amazonaws.com', 'critical'],
  ])('is deployed by CloudFormation alone: %s', (service, severity) => {
    expect(kindsIn(by(eventNamed('put-rule'), through(service)))).toEqual([
      `guardian-part-touched: ${severity}`,
    ]);
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

  it('is not what only bears its name: a device, or a call whose part is not recorded', () => {
    const device = { serialNumber: 'arn:aws:iam::222222222222:mfa/MfaGuardianMember-1' };
    expect(threatsIn(withDetail(eventNamed('sessions/assume-role'), { requestParameters: device }))).toEqual(
      [],
    );
    const record = observed(eventNamed('delete-rule'));
    for (const requestParameters of [
      null,
      {},
      { name: 'Billing' },
      JSON.parse('{"__proto__":{"name":"MfaGuardianMember-1"}}'),
    ]) {
      expect(
        detectThreats({ ...record, details: { ...record.details, requestParameters } }, contextWith()),
      ).toEqual([]);
    }
  });
});
