import { describe, expect, it } from 'vitest';
import { eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import { contextWith, denied, threatsIn } from '../../fakes/threat-records.ts';

const weakened = (severity: string, kind: string, name: string) => [
  { kind: 'organization-weakened', severity, target: { kind, name } },
];

const control = (name: string, detail: Readonly<Record<string, unknown>> = {}) =>
  withDetail(eventNamed(`control/${name}`), detail);

const ofType = (type: string) => ({ responseElements: { policy: { policySummary: { type } } } });

const disabling = (policyType: string) =>
  control('disable-policy-type', { requestParameters: { rootId: 'r-anaa', policyType } });

const moved = (sourceParentId: unknown) =>
  control('move-account', {
    requestParameters: { accountId: '333333333333', sourceParentId, destinationParentId: 'ou-anaa-anaanaan' },
  });

describe('the organization’s hold on its accounts is loosened', () => {
  it.each([
    [
      'where a policy is detached',
      control('detach-policy'),
      weakened('high', 'organization', 'p-anaanaan of 333333333333'),
    ],
    ['where a policy is changed', control('update-policy'), weakened('medium', 'organization', 'p-anaanaan')],
    [
      'where a policy is changed of a type that is not recorded',
      control('update-policy', { responseElements: null }),
      weakened('medium', 'organization', 'p-anaanaan'),
    ],
    [
      'where a policy for resources is changed',
      control('update-policy', ofType('RESOURCE_CONTROL_POLICY')),
      weakened('medium', 'organization', 'p-anaanaan'),
    ],
    ['where a policy is deleted', control('delete-policy'), weakened('medium', 'organization', 'p-anaanaan')],
    [
      'where service control policies are turned off',
      disabling('SERVICE_CONTROL_POLICY'),
      weakened('high', 'organization', 'SERVICE_CONTROL_POLICY of r-anaa'),
    ],
    [
      'where resource control policies are turned off',
      disabling('RESOURCE_CONTROL_POLICY'),
      weakened('high', 'organization', 'RESOURCE_CONTROL_POLICY of r-anaa'),
    ],
    [
      'where an account is moved from its unit',
      moved('ou-anaa-bobbobbo'),
      weakened('medium', 'account', '333333333333'),
    ],
    [
      'where an account is moved from nobody knows where',
      moved(undefined),
      weakened('medium', 'account', '333333333333'),
    ],
    [
      'where an account is removed',
      control('remove-account-from-organization'),
      weakened('high', 'account', '333333333333'),
    ],
    [
      'where an account has departed',
      control('account-departed-organization'),
      weakened('high', 'account', '333333333333'),
    ],
    [
      'where an account leaves',
      control('leave-organization'),
      weakened('critical', 'account', '222222222222'),
    ],
    [
      'where an administrator is dismissed',
      control('deregister-delegated-administrator'),
      weakened('medium', 'account', '333333333333'),
    ],
    [
      'where it is not recorded from what',
      control('detach-policy', { requestParameters: null }),
      weakened('high', 'organization', 'not recorded'),
    ],
  ])('%s', (_what, event, threats) => {
    expect(threatsIn(event)).toEqual(threats);
  });

  it.each([
    ['Left', 'high'],
    ['Cleaned', 'low'],
    ['Removed', 'low'],
    ['constructor', 'high'],
    [undefined, 'high'],
  ])('where an account has departed, which others may have told of: %s', (departedMethod, severity) => {
    const serviceEventDetails = { accountId: '333333333333', departedMethod };
    expect(threatsIn(control('account-departed-organization', { serviceEventDetails }))).toEqual(
      weakened(severity, 'account', '333333333333'),
    );
  });

  it('where somebody only tries to leave, who may not', () => {
    expect(threatsIn(denied(control('leave-organization')))).toEqual(
      weakened('high', 'account', '222222222222'),
    );
  });

  it('where somebody leaves, though a past record does not tell who', () => {
    const context = contextWith({ account: undefined });
    expect(threatsIn(control('leave-organization'), context)).toEqual(
      weakened('critical', 'organization', 'not recorded'),
    );
  });
});

describe('the organization’s hold on its accounts is as it was', () => {
  it.each([
    'attach-policy',
    'enable-policy-type',
    'account-joined-organization',
    'create-account-result',
    'move-account',
  ])('after %s', (name) => {
    expect(threatsIn(control(name))).toEqual([]);
  });

  it.each(['TAG_POLICY', 'BACKUP_POLICY', 'AISERVICES_OPT_OUT_POLICY', 'constructor'])(
    'whatever becomes of policies that limit nobody: %s',
    (type) => {
      expect(threatsIn(disabling(type))).toEqual([]);
      expect(threatsIn(control('update-policy', ofType(type)))).toEqual([]);
    },
  );

  it.each([
    'detach-policy',
    'update-policy',
    'delete-policy',
    'disable-policy-type',
    'remove-account-from-organization',
    'deregister-delegated-administrator',
  ])('where %s was denied', (name) => {
    expect(threatsIn(denied(control(name)))).toEqual([]);
  });
});
