import { describe, expect, it } from 'vitest';
import { ExplanationSchema } from '#contracts/explanation.ts';
import type { UserExplanation } from '#core/explanation/explanation.ts';
import { AUTHORIZATION_DETAILS } from './authorization-details.ts';
import { DENY_ALL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

const dump = file('dump.json', AUTHORIZATION_DETAILS);
const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = AUTHORIZATION_DETAILS;

const several = (stdout: string) => {
  const explanation = ExplanationSchema.parse(JSON.parse(stdout));
  if (explanation.kind !== 'several') {
    throw new Error(`expected several explanations, received ${explanation.kind}`);
  }
  return explanation;
};

describe('npm run explain, given authorization details', () => {
  it('counts, and tells once of those who are open for the same reasons', () => {
    const { status, stdout } = run([dump]);
    expect(stdout).toContain('3 subjects: 2 open, 1 enforced');
    expect(stdout).toContain('2 trust policies: 1 open without MFA, 1 not open without MFA');
    expect(stdout).toMatch(/✘ open .*user ben, user cem\n/);
    expect(stdout.match(/The same holds for all 2/g)).toHaveLength(1);
    expect(stdout.match(/^What looks like enforcement/gm)).toHaveLength(1);
    expect(stdout).not.toContain('user ana');
    expect(status).toBe(1);
  });

  it('gives everybody as JSON, with what was counted', () => {
    const { status, stdout } = run(['--json', dump]);
    const { explanations, counts, problems } = several(stdout);
    expect(explanations.map(({ subject }) => subject.arn.split('/').at(-1))).toEqual([
      'ana',
      'ben',
      'cem',
      'build',
      'admin',
    ]);
    expect(counts).toEqual({
      users: { open: 2, 'no-grant': 0, undetermined: 0, enforced: 1 },
      trustPolicies: { 'without-mfa': 1, undetermined: 0, 'requires-mfa': 1 },
    });
    expect(problems).toEqual([]);
    expect(status).toBe(1);
  });

  it('gives one user alone', () => {
    const { status, stdout } = run(['--json', '--user', 'ana', dump]);
    expect(ExplanationSchema.parse(JSON.parse(stdout))).toMatchObject({
      kind: 'user',
      subject: { arn: 'arn:aws:iam::123456789012:user/ana', policies: [expect.any(String), 'strict/mfa'] },
    });
    expect(status).toBe(0);
  });

  it('says so where nobody of that name is in it', () => {
    const { status, stdout } = run(['--user', 'eve', dump]);
    expect(stdout).toContain('dump.json: no user');
    expect(status).toBe(2);
  });

  it('reads pages one behind the other, in whatever order', () => {
    const first = { UserDetailList, IsTruncated: true, Marker: 'more' };
    const second = { GroupDetailList, RoleDetailList, Policies, IsTruncated: false };
    const pages = file('pages.json', `${JSON.stringify(first)}\n${JSON.stringify(second)}\n`);
    expect(several(run(['--json', pages]).stdout).counts.users).toMatchObject({ open: 2, enforced: 1 });
  });

  it('does not pass what is not in it', () => {
    const parts: readonly [string, object, string][] = [
      ['truncated', { ...AUTHORIZATION_DETAILS, IsTruncated: true }, 'it is not complete'],
      ['no-groups', { ...AUTHORIZATION_DETAILS, GroupDetailList: [] }, 'the policies of the group lax'],
      [
        'no-policies',
        { ...AUTHORIZATION_DETAILS, Policies: [] },
        'the policy arn:aws:iam::123456789012:policy/team',
      ],
      ['odd', { UserDetailList: [{ UserName: 'ana' }] }, 'UserDetailList.0.UserId: expected string'],
    ];
    for (const [name, content, text] of parts) {
      const odd = file(`${name}.json`, content);
      const { status, stdout } = run([odd]);
      expect(stdout.replace(/\s+/g, ' ')).toContain(text);
      expect(status).toBe(2);
      expect(run(['--json', odd]).status).toBe(2);
    }
  });

  it('takes AWS’s own policies from elsewhere where the details leave them out', () => {
    const held = [{ PolicyName: 'AWSDenyAll', PolicyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' }];
    const ben = { ...UserDetailList[1], AttachedManagedPolicies: held };
    const boundary = { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/PowerUserAccess' };
    const bounded = { ...ben, PermissionsBoundary: boundary };
    const without = file('aws.json', { UserDetailList: [bounded], GroupDetailList });
    const { status, stdout } = run(['--json', '--user', 'ben', without]);
    const { assumed } = ExplanationSchema.parse(JSON.parse(stdout)) as UserExplanation;
    const told = assumed.filter((text) => text.includes('in the pinned package'));
    expect(told.map((text) => text.split(' ')[0])).toEqual([
      'arn:aws:iam::aws:policy/AWSDenyAll',
      'arn:aws:iam::aws:policy/PowerUserAccess',
    ]);
    expect(status).toBe(0);
  });

  it('says once what was taken for granted of those who are only counted', () => {
    const { stdout } = run([
      file('ana.json', { ...AUTHORIZATION_DETAILS, UserDetailList: UserDetailList.slice(0, 1) }),
    ]);
    expect(stdout).toContain('1 subject: 1 enforced');
    expect(stdout.match(/^Assumed: service control policies are not read/gm)).toHaveLength(1);
    expect(run([dump]).stdout.match(/^Assumed: service control policies are not read/gm)).toHaveLength(1);
  });

  it('says that service control policies are not in it', () => {
    expect(run(['--user', 'ana', dump]).stdout).toContain('Assumed: service control policies are not read');
  });

  it('brings in service control policies that are given besides', () => {
    const scp = file('scp.json', policy(DENY_ALL));
    const { stdout, status } = run(['--json', '--scp', scp, '--user', 'ben', dump]);
    expect(JSON.parse(stdout).assumed).toEqual([
      'FullAWSAccess is attached beside scp.json, which allows nothing by itself',
    ]);
    expect(status).toBe(0);
  });

  it('takes an account’s own policy that is held besides from the details, and from nowhere else', () => {
    const team = 'arn:aws:iam::123456789012:policy/team';
    const { stdout } = run(['--json', '--with', team, '--user', 'ana', dump]);
    expect(JSON.parse(stdout).assumed).toContain(`${team} is held besides`);
    for (const parameters of [
      ['--with', `${team}-2`, dump],
      ['--with', team, file('allow.json', policy(DENY_ALL))],
    ]) {
      const { status, stderr } = run(parameters);
      expect(stderr).toMatch(/^--with: the policy arn:\S+ is not in .*Give what it says as a PATH/);
      expect(status).toBe(2);
    }
  });
});
