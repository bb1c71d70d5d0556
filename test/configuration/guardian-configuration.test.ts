import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '#configuration/guardian-configuration.ts';
import { arnOf, userIdOf } from '../fakes/people.ts';

const SMALLEST = {
  organizationId: 'o-a1b2c3d4e5',
  securityAccount: '111122223333',
  alertAddresses: ['security@example.com'],
};

const RUTH = {
  arn: arnOf('break-glass/ruth'),
  id: userIdOf('ruth'),
  reason: 'kept in the safe for emergencies',
};

const NO_SERVICE_CONTROL = {
  state: 'absent',
  author: 'Ben',
  reason: 'only FullAWSAccess is attached anywhere',
};

const problems = (members: Readonly<Record<string, unknown>>): readonly string[] => {
  const parsed = parseConfiguration({ ...SMALLEST, ...members });
  return parsed.ok ? [] : parsed.problem.split('\n');
};

describe('parseConfiguration', () => {
  it('watches and tells, and changes nothing, unless it is told otherwise', () => {
    expect(parseConfiguration(SMALLEST)).toEqual({
      ok: true,
      value: {
        ...SMALLEST,
        mode: 'observe',
        allowPasswordChange: true,
        settleSeconds: 20,
        accountNames: {},
        principals: { exempt: [], breakGlass: [] },
      },
    });
  });

  it('takes everything that can be set', () => {
    const file = {
      ...SMALLEST,
      $schema: './guardian.config.schema.json',
      mode: 'enforce',
      accountNames: { '222222222222': 'Web shop 2.0' },
      exempt: [{ ...RUTH, reason: 'a robot of the web team' }],
      breakGlass: [RUTH],
      serviceControlPolicies: NO_SERVICE_CONTROL,
      managementAccount: '999999999999',
    };
    expect(parseConfiguration(file)).toMatchObject({
      ok: true,
      value: {
        mode: 'enforce',
        accountNames: file.accountNames,
        principals: { exempt: file.exempt, breakGlass: file.breakGlass },
        serviceControlPolicies: NO_SERVICE_CONTROL,
        managementAccount: '999999999999',
      },
    });
  });

  it('refuses to enforce without a break-glass user', () => {
    const enforced = { mode: 'enforce', serviceControlPolicies: NO_SERVICE_CONTROL };
    expect(problems(enforced)).toEqual([
      'breakGlass: expected at least one user before "mode" is "enforce", received none',
    ]);
    expect(problems({ ...enforced, breakGlass: [RUTH] })).toEqual([]);
  });

  it('refuses to enforce while nobody said what service control policies do, and says what to write and why', () => {
    const enforced = { mode: 'enforce', breakGlass: [RUTH], managementAccount: '999999999999' };
    const [problem, ...others] = problems(enforced);
    expect(others).toEqual([]);
    expect(problem).toContain(
      'serviceControlPolicies: expected { "state": "absent", "author": …, "reason": … }',
    );
    expect(problem).toContain('the guardian would act upon nobody');
    expect(problems({ ...enforced, mode: 'observe' })).toEqual([]);
    expect(problems({ mode: 'enforce' })).toHaveLength(2);
  });

  it.each<[string, unknown, string]>([
    ['organizationId', 'a1b2c3d4e5', 'organizationId: expected an organization id, o-…'],
    ['organizationId', 'o-SHOUTING99', 'organizationId: expected an organization id, o-…'],
    ['organizationId', undefined, 'organizationId: expected string'],
    ['securityAccount', '1111222233334', 'securityAccount: expected an account id of twelve digits'],
    ['securityAccount', 111_122_223_333, 'securityAccount: expected string'],
    ['mode', 'enforced', 'mode: expected observe or enforce'],
    ['alertAddresses', [], 'alertAddresses: expected at least 1'],
    ['alertAddresses', ['security'], 'alertAddresses.0: expected an e-mail address'],
    [
      'exempt',
      [{ ...RUTH, arn: 'ruth' }],
      'exempt.0.arn: expected the ARN of one IAM user, without wildcards',
    ],
    [
      'exempt',
      [{ ...RUTH, arn: 'arn:aws:iam::222222222222:role/ruth' }],
      'exempt.0.arn: expected the ARN of one IAM user, without wildcards',
    ],
    [
      'exempt',
      [{ ...RUTH, arn: 'arn:aws:iam::222222222222:user/ruth and others' }],
      'exempt.0.arn: expected the ARN of one IAM user, without wildcards',
    ],
    [
      'breakGlass',
      [{ ...RUTH, arn: 'arn:aws:iam::222222222222:user/*' }],
      'breakGlass.0.arn: expected the ARN of one IAM user, without wildcards',
    ],
    [
      'breakGlass',
      [{ ...RUTH, arn: 'arn:aws:iam::222222222222:user/ruth?' }],
      'breakGlass.0.arn: expected the ARN of one IAM user, without wildcards',
    ],
    ['exempt', [{ ...RUTH, id: 'AROARUTHRUTHRUTHRUTH0' }], "exempt.0.id: expected the user's id, AIDA…"],
    ['breakGlass', [{ ...RUTH, reason: 'because' }], 'breakGlass.0.reason: expected at least 10'],
    ['breakGlass', [{ arn: RUTH.arn, reason: RUTH.reason }], 'breakGlass.0.id: expected string'],
    ['breakGlass', [{ ...RUTH, approvedBy: 'ana' }], 'breakGlass.0: unexpected approvedBy'],
    ['exemptions', [], 'the file: unexpected exemptions'],
    ['serviceControlPolicies', 'absent', 'serviceControlPolicies: expected object'],
    [
      'serviceControlPolicies',
      { ...NO_SERVICE_CONTROL, state: 'known' },
      'serviceControlPolicies.state: expected absent',
    ],
    [
      'serviceControlPolicies',
      { ...NO_SERVICE_CONTROL, author: '' },
      'serviceControlPolicies.author: expected at least 3',
    ],
    [
      'serviceControlPolicies',
      { ...NO_SERVICE_CONTROL, reason: 'none' },
      'serviceControlPolicies.reason: expected at least 10',
    ],
    ['managementAccount', '9999', 'managementAccount: expected an account id of twelve digits'],
  ])('says what is wrong with %s: %j', (member, value, problem) => {
    expect(problems({ [member]: value }).map((line) => line.replace(/, received .+$/, ''))).toEqual([
      problem,
    ]);
  });

  it.each<[string, unknown, string]>([
    [
      'organizationId',
      'a1b2c3d4e5',
      'organizationId: expected an organization id, o-…, received "a1b2c3d4e5"',
    ],
    ['organizationId', undefined, 'organizationId: expected string, received nothing'],
    ['securityAccount', 111_122_223_333, 'securityAccount: expected string, received 111122223333'],
    [
      'breakGlass',
      [{ ...RUTH, reason: 'because' }],
      'breakGlass.0.reason: expected at least 10, received "because"',
    ],
  ])('says what came instead of %s: %j', (member, value, problem) => {
    expect(problems({ [member]: value })).toEqual([problem]);
  });

  it.each<[Readonly<Record<string, unknown>>]>([
    [{ '22222222222': 'Web shop' }],
    [{ '222222222222': '' }],
    [{ '222222222222': 'Web\nshop' }],
    [{ '222222222222': 'x'.repeat(51) }],
  ])('does not take account names that could not be shown: %j', (accountNames) => {
    expect(problems({ accountNames }).join()).toContain('accountNames');
  });

  it('says everything that is wrong at once', () => {
    expect(problems({ organizationId: '', securityAccount: '', alertAddresses: ['x'] })).toHaveLength(3);
  });

  it.each([[null], [7], [[]], ['observe']])('refuses what is no object: %j', (content) => {
    const problem = `the file: expected object, received ${JSON.stringify(content)}`;
    expect(parseConfiguration(content)).toEqual({ ok: false, problem });
  });
});
