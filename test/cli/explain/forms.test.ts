import { describe, expect, it } from 'vitest';
import { ExplanationSchema } from '#contracts/explanation.ts';
import { ALLOW_ALL, DENY_ALL, DENY_WITH_BOOL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

const allow = file('policies/allow.json', policy(ALLOW_ALL));
const deny = file('policies/deny.json', policy(DENY_ALL));
const bool = file('policies/nested/bool.json', policy(DENY_WITH_BOOL));
file('policies/readme.txt', 'no policy');

const jsonOf = (...parameters: readonly string[]) => {
  const { status, stdout } = run(['--json', ...parameters]);
  return { status, explanation: ExplanationSchema.parse(JSON.parse(stdout)) };
};

describe('npm run explain', () => {
  it('judges documents together, as one user holds them', () => {
    expect(run([allow]).status).toBe(1);
    expect(run([allow, deny]).status).toBe(0);
    expect(run([allow, bool]).status).toBe(1);
  });

  it('judges each by itself, if so asked', () => {
    const { status, explanation } = jsonOf('--each', allow, deny);
    expect(explanation).toMatchObject({ kind: 'several', counts: { users: { open: 1, enforced: 1 } } });
    expect(status).toBe(1);
  });

  it('reads the *.json of a folder', () => {
    const { explanation } = jsonOf('policies');
    expect(explanation).toMatchObject({ subject: { policies: [allow, deny, bool] } });
  });

  it('shows what a guard really guards with what is held besides', () => {
    expect(jsonOf(bool).explanation).toMatchObject({
      sessions: [{ answer: 'no-grant' }, {}, {}, {}, {}, {}],
    });
    const { explanation } = jsonOf('--with', 'arn:aws:iam::aws:policy/AdministratorAccess', bool);
    expect(explanation).toMatchObject({
      subject: { policies: [bool, 'arn:aws:iam::aws:policy/AdministratorAccess'] },
      sessions: [
        { answer: 'open', witness: { allowedBy: { policy: 'arn:aws:iam::aws:policy/AdministratorAccess' } } },
        {},
        {},
        {},
        {},
        {},
      ],
    });
  });

  it('says which policies it may be, if there is none of that name', () => {
    const { status, stderr } = run(['--with', 'arn:aws:iam::aws:policy/AdministratorAcess', allow]);
    expect(stderr).toContain('arn:aws:iam::aws:policy/AdministratorAccess');
    expect(status).toBe(2);
  });

  it.each(['--scp', '--boundary'])(
    'judges a policy that grants nothing (%s) of an administrator, and says so',
    (option) => {
      const { status, explanation } = jsonOf(option, bool);
      expect(explanation).toMatchObject({
        assumed: expect.arrayContaining([expect.stringContaining('AdministratorAccess is held besides')]),
      });
      expect(status).toBe(1);
      expect(jsonOf(option, deny).status).toBe(0);
    },
  );

  it('takes several policies of one level of service control for one level', () => {
    const onlyS3 = file('only-s3.json', policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }));
    const onlySqs = file('only-sqs.json', policy({ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }));
    expect(jsonOf('--scp', `${onlyS3},${onlySqs}`).status).toBe(1);
    expect(jsonOf('--scp', onlyS3, '--scp', onlySqs).status).toBe(0);
  });

  it('counts changing one’s password as enrolment, if so asked', () => {
    const but = { ...DENY_ALL, Action: undefined, NotAction: 'iam:ChangePassword' };
    const own = {
      Sid: 'Own',
      Effect: 'Allow',
      Action: 'iam:ChangePassword',
      Resource: `arn:aws:iam::*:user/\${aws:username}`,
    };
    const password = file('password.json', policy(own, but));
    const sessions = (...parameters: readonly string[]) => {
      const { explanation } = jsonOf(...parameters, password);
      return explanation.kind === 'user' ? explanation.sessions.map(({ answer }) => answer) : [];
    };
    expect(sessions()[0]).toBe('open');
    expect(sessions('--allow-password-change')[1]).not.toBe('open');
  });

  it('judges a trust policy by its principals', () => {
    const trust = (condition: object) =>
      policy({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/ana' },
        Action: 'sts:AssumeRole',
        Condition: condition,
      });
    const without = file('without.json', trust({}));
    const { status, explanation } = jsonOf(without);
    expect(explanation).toMatchObject({
      kind: 'trust-policy',
      principals: [{ answer: 'without-mfa', maximumAgeSeconds: null }],
      repair: { kind: 'repaired' },
    });
    expect(status).toBe(1);
    const needs = file('needs.json', trust({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }));
    expect(jsonOf('--trust', needs).status).toBe(0);
    expect(run([without]).stdout).toContain('MFA is not required');
  });

  it('gives a repair that is enforced', () => {
    const { explanation } = jsonOf(allow, bool);
    if (explanation.kind !== 'user' || explanation.repair.kind !== 'repaired') {
      throw new Error(`expected a repair, received ${JSON.stringify(explanation)}`);
    }
    const repaired = file('repaired.json', explanation.repair.document);
    expect(explanation.repair.policy).toBe(bool);
    expect(jsonOf(allow, repaired).status).toBe(0);
    expect(run([allow, bool]).stdout).toMatch(/^ {2}- +"Condition": \{ "Bool"/m);
  });

  it('says what a document with comments would be, and does not pass it', () => {
    const good = JSON.stringify(policy(ALLOW_ALL, DENY_ALL), null, 2);
    const commented = file('commented.json', good.replace('{', '{ // why'));
    const { status, explanation } = jsonOf(commented);
    expect(explanation).toMatchObject({
      sessions: Array.from({ length: 6 }, () => ({ answer: 'undetermined' })),
      problems: [{ file: commented, line: 1, column: 3 }],
      ifMended: { sessions: [{ answer: 'enforced' }, {}, {}, {}, {}, {}] },
    });
    expect(status).toBe(2);
    expect(run([commented]).stdout).toMatch(/^Not judged[\s\S]*Without that it would be:\n\nEnforced/);
  });

  it('does not pass what the others leave open of a document that could not be read', () => {
    expect(run([allow, 'not-there.json']).status).toBe(2);
    const { status, stdout } = run([allow, deny, 'not-there.json']);
    expect(stdout).toMatch(/^Enforced/);
    expect(stdout).toContain('not-there.json: there is no such file');
    expect(status).toBe(2);
  });

  it.each<[string, unknown]>([
    ['empty.json', ''],
    ['binary.json', Buffer.from([0, 159, 146, 150, 0, 1])],
    ['deep.json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['truncated.json', '{ "Version": "2012-10-17", "Statement": ['],
    ['template.json', { AWSTemplateFormatVersion: '2010-09-09', Resources: {} }],
    ['policies/nothing', undefined],
  ])('ends in words, given %s', (name, content) => {
    const { status, stdout, stderr } = run([content === undefined ? name : file(name, content)]);
    expect(stdout).toContain(`${name}:`);
    expect(`${stdout}${stderr}`).not.toMatch(/^ +at /m);
    expect(status).toBe(2);
  });

  it('writes no JSON that a terminal would obey, and says the same', () => {
    const denying = { ...DENY_WITH_BOOL, Resource: ['*', 'arn:aws:s3:::\u009b2J\u202e'] };
    const held = file('ev\u009bil.json', policy(ALLOW_ALL, denying));
    for (const parameters of [[held], ['--each', held], ['--each', 'not-\u009bthere.json']]) {
      const { stdout } = run(['--json', ...parameters]);
      expect(stdout).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
      expect(JSON.stringify(JSON.parse(stdout))).toMatch(/ev\u009bil\.json|not-\u009bthere\.json/);
    }
  });

  it('shows nothing that a terminal would obey, of names, of a diff and of a file', () => {
    const allowing = { ...ALLOW_ALL, Sid: '\u001b[2J\u202eevil\r\n' };
    const denying = {
      ...DENY_WITH_BOOL,
      Sid: '\u001b]0;x\u0007',
      Resource: ['*', 'arn:aws:s3:::\u202e\u2028'],
    };
    const refused = run([file('ev\u202eil.json', policy(allowing, denying))]).stdout;
    const named = { ...denying, Sid: 'Denying' };
    const mended = run([file('mended.json', policy(ALLOW_ALL, named))]).stdout;
    const stdout = refused + mended;
    expect(refused).toContain('ev?il.json');
    expect(mended).toContain('["*", "arn:aws:s3:::\\u202e\\u2028"]');
    expect(
      [...stdout].filter((character) => character !== '\n' && /[\p{C}\p{Zl}\p{Zp}]/u.test(character)),
    ).toEqual([]);
  });
});
