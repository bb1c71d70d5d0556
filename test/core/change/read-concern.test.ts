import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/change/actor.ts';
import type { CallDetails } from '#core/change/call-details.ts';
import {
  type ConcernReader,
  theCaller,
  theDeviceOwner,
  theGroup,
  theNamedAccount,
  thePolicy,
  theRenamedUser,
  theRole,
  theUser,
} from '#core/change/read-concern.ts';
import { NEW_YEAR } from '../../fakes/people.ts';

const ANA: Actor = { kind: 'iam-user', userName: 'ana', arn: 'arn:aws:iam::222222222222:user/ana' };
const FEDERATED: Actor = { kind: 'federated-user', sessionName: 'build-42', userName: 'ana' };
const RUTH: Actor = { kind: 'role-session', roleArn: 'arn:r', sessionName: 'ana' };
const ROOT: Actor = { kind: 'root' };
const ASSUMED_ROOT: Actor = { kind: 'assumed-root' };
const SERVICE: Actor = { kind: 'aws-service', service: 'sso.amazonaws.com' };

const named = (read: ConcernReader, details: Partial<CallDetails>) =>
  read({
    requestParameters: null,
    responseElements: null,
    additionalEventData: undefined,
    serviceEventDetails: undefined,
    at: NEW_YEAR,
    actor: RUTH,
    ...details,
  });

const user = (userName: string) => [{ kind: 'user', userName }];
const OF_ROOT = [{ kind: 'root' }];
const UNNAMED = undefined;

describe('theUser', () => {
  it.each<[string, unknown, Actor, unknown]>([
    ['the user named, whoever calls', { userName: 'bob' }, ANA, user('bob')],
    ['the user named, though root calls', { userName: 'bob' }, ROOT, user('bob')],
    ['the caller, where nobody is named', {}, ANA, user('ana')],
    ['the caller, without parameters', null, ANA, user('ana')],
    ['the user behind a federation session', null, FEDERATED, user('ana')],
    ['root, by the name CloudTrail gives it', { userName: 'AWS ROOT USER' }, ANA, OF_ROOT],
    ['root, where root names nobody', null, ROOT, OF_ROOT],
    ['root, where a session of AssumeRoot names nobody', null, ASSUMED_ROOT, OF_ROOT],
    ['nobody, where a role session names nobody, whatever it is called', null, RUTH, UNNAMED],
    ['nobody, where a service names nobody', {}, SERVICE, UNNAMED],
    ['nobody, by a name that IAM would not accept', { userName: 'team/ana' }, ANA, UNNAMED],
    ['nobody, by an empty name', { userName: '' }, ANA, UNNAMED],
  ])('is %s', (_what, requestParameters, actor, concerned) => {
    expect(named(theUser, { requestParameters, actor })).toEqual(concerned);
  });
});

describe('theCaller', () => {
  it('is whoever calls, and nobody whom the parameters name', () => {
    expect(named(theCaller, { requestParameters: { userName: 'bob' }, actor: ANA })).toEqual(user('ana'));
    expect(named(theCaller, { requestParameters: { userName: 'bob' }, actor: RUTH })).toBe(UNNAMED);
  });
});

describe('theRenamedUser', () => {
  it.each<[string, unknown, unknown]>([
    [
      'both names, the new one first',
      { userName: 'tmp', newUserName: 'ana' },
      [
        { kind: 'user', userName: 'ana', formerName: 'tmp' },
        { kind: 'user', userName: 'tmp', leftBehind: true },
      ],
    ],
    ['one, when only the path changes', { userName: 'ana', newPath: '/team/' }, user('ana')],
    ['one, when the new name is the old one', { userName: 'ana', newUserName: 'ana' }, user('ana')],
    ['one, when it is the same in another case', { userName: 'ana', newUserName: 'Ana' }, user('Ana')],
    ['none, by a new name that IAM would not accept', { userName: 'ana', newUserName: 'a b' }, UNNAMED],
    ['none, by an old name that IAM would not accept', { userName: 'a b', newUserName: 'ana' }, UNNAMED],
  ])('is %s', (_what, requestParameters, concerned) => {
    expect(named(theRenamedUser, { requestParameters })).toEqual(concerned);
  });
});

describe('theGroup', () => {
  it.each<[unknown, unknown]>([
    [{ groupName: 'developers' }, [{ kind: 'group', groupName: 'developers' }]],
    [{ groupName: 'developers', newGroupName: 'engineers' }, [{ kind: 'group', groupName: 'engineers' }]],
    [{ groupName: 'developers', newPath: '/team/' }, [{ kind: 'group', groupName: 'developers' }]],
    [{ groupName: '' }, UNNAMED],
    [{ groupName: 'g'.repeat(129) }, UNNAMED],
    [{}, UNNAMED],
    [null, UNNAMED],
  ])('of %j is %j', (requestParameters, concerned) => {
    expect(named(theGroup, { requestParameters })).toEqual(concerned);
  });
});

describe('theRole', () => {
  it.each<[unknown, unknown]>([
    [{ roleName: 'Deployer' }, [{ kind: 'role', roleName: 'Deployer' }]],
    [{ roleName: '' }, UNNAMED],
    [{ roleName: 'r'.repeat(129) }, UNNAMED],
    [null, UNNAMED],
  ])('of %j is %j', (requestParameters, concerned) => {
    expect(named(theRole, { requestParameters, actor: ANA })).toEqual(concerned);
  });
});

describe('thePolicy', () => {
  const arn = 'arn:aws:iam::222222222222:policy/ReadReports';

  it.each<[string, unknown, unknown, unknown]>([
    ['the policy named', { policyArn: arn }, null, [{ kind: 'policy', arn }]],
    ['a new policy, by the answer', { policyName: 'x' }, { policy: { arn } }, [{ kind: 'policy', arn }]],
    ['nothing, without a name or an answer', { policyName: 'x' }, null, UNNAMED],
    ['nothing, by what is no ARN', { policyArn: 'ReadReports' }, null, UNNAMED],
  ])('is %s', (_what, requestParameters, responseElements, concerned) => {
    expect(named(thePolicy, { requestParameters, responseElements })).toEqual(concerned);
  });
});

describe('theDeviceOwner', () => {
  const device = (resource: string) => ({ serialNumber: `arn:aws:iam::222222222222:${resource}` });

  it.each<[string, unknown, Actor, unknown]>([
    ['the user of a passkey', device('u2f/user/bob/key-ANAANA'), ANA, user('bob')],
    ['the user of a passkey, with a path', device('u2f/user/team/web/bob/key-ANAANA'), ANA, user('bob')],
    ['the caller, of a virtual device', device('mfa/bob'), ANA, user('ana')],
    ['the caller, of a device that is not named', { virtualMFADeviceName: 'phone' }, ANA, user('ana')],
    ['nobody, where a role session has to do with a virtual device', device('mfa/bob'), RUTH, []],
    ['root, by the name of its passkey', device('u2f/root-account/key-ANAANA'), RUTH, OF_ROOT],
    ['the caller, by a name that no device has', device(`u2f/${'user/'.repeat(50_000)}`), ANA, user('ana')],
    ['root, where root has to do with one', null, ROOT, OF_ROOT],
    ['nobody, by a passkey’s name that IAM would not accept', device('u2f/user/b b/key'), ANA, UNNAMED],
  ])('is %s', (_what, requestParameters, actor, concerned) => {
    expect(named(theDeviceOwner, { requestParameters, actor })).toEqual(concerned);
  });
});

describe('theNamedAccount', () => {
  const MEMBER = [{ kind: 'account', account: '333333333333' }];

  it.each<[unknown, unknown]>([
    [{ accountId: '333333333333' }, MEMBER],
    [{ policyId: 'p-anaanaan', targetId: '333333333333' }, MEMBER],
    [{ createAccountStatus: { state: 'SUCCEEDED', accountId: '333333333333' } }, MEMBER],
    [{ createAccountStatus: { state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' } }, []],
    [{ policyId: 'p-anaanaan', targetId: 'ou-anaa-anaanaan' }, []],
    [{ policyId: 'p-anaanaan', targetId: 'r-anaa' }, []],
    [{ accountId: '33333333333' }, []],
    [null, []],
  ])('of %j is %j, in parameters as in what a service tells', (told, concerned) => {
    expect(named(theNamedAccount, { requestParameters: told })).toEqual(concerned);
    expect(named(theNamedAccount, { serviceEventDetails: told })).toEqual(concerned);
  });
});
