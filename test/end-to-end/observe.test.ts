import { DeleteRoleCommand, DeleteRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { READER_ROLE } from '#core/guardian-names.ts';
import { PAYMENTS, SANDBOX } from '../../local/organization/accounts.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization, type LoggedCall } from './support/guarded-organization.ts';

const organization = guardedOrganization({ mode: 'observe' });
const payments = guardedAccount(organization, PAYMENTS);
const sandbox = guardedAccount(organization, SANDBOX);

const byTheGuardian = (call: LoggedCall): boolean => call.principal.includes(':assumed-role/MfaGuardian');

describe('observe mode', () => {
  it('tells, and writes nothing to IAM', async () => {
    await payments.createUserWithKey('tina');
    const [alert] = await eventually(async () => {
      const mails = await organization.mailAbout('tina');
      expect(mails).toHaveLength(1);
      return mails;
    });
    expect(alert?.body).toContain('The guardian is in observe mode: it tells, and changes nothing.');
    await settle();
    expect(await payments.attachedTo('tina')).toEqual([]);
    const calls = await organization.local<readonly LoggedCall[]>('GET', 'calls?service=iam');
    const own = calls.filter(byTheGuardian);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ action }) => !/^(Get|List)/.test(action))).toEqual([]);
  });
});

describe('a member account without the reader role', () => {
  it('is told of as undetermined, and not acted on', async () => {
    const { iam } = organization.root(SANDBOX);
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: READER_ROLE }));
    for (const PolicyName of PolicyNames) {
      await iam.send(new DeleteRolePolicyCommand({ RoleName: READER_ROLE, PolicyName }));
    }
    await iam.send(new DeleteRoleCommand({ RoleName: READER_ROLE }));
    await sandbox.createUserWithKey('uwe');
    const [alert, ...more] = await eventually(async () => {
      const mails = await organization.mailAbout('uwe');
      expect(mails.length).toBeGreaterThan(0);
      return mails;
    });
    expect(alert?.subject).toContain('could not be judged');
    expect(alert?.body).toContain('the user: access was denied');
    await settle();
    expect(more).toEqual([]);
    expect(await sandbox.findingOf('uwe')).toEqual({
      kind: 'undetermined',
      gaps: [{ fact: 'user', because: 'access-denied' }],
    });
  });
});
