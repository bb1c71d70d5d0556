import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, DENY_ALL, DENY_WITH_BOOL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

const SESSIONS = [
  'access-key',
  'console-without-mfa',
  'session-without-mfa',
  'federation',
  'service-credential',
  'mfa',
];

describe('npm run explain', () => {
  it('gives 0 for what is enforced', () => {
    const { status, stdout } = run([file('good.json', policy(ALLOW_ALL, DENY_ALL))]);
    expect(stdout).toMatch(/^Enforced: /);
    expect(status).toBe(0);
  });

  it('gives 1 for what is open, with the statement and its line', () => {
    const { status, stdout } = run([file('bool.json', policy(ALLOW_ALL, DENY_WITH_BOOL))]);
    expect(stdout).toMatch(
      /^Not enforced: with an access key and no MFA, whoever holds this can do 2\d,\d{3}/,
    );
    expect(stdout).toContain('allowed by bool.json:4 AllowAll');
    expect(stdout).toContain('bool.json:10 DenyBool');
    expect(status).toBe(1);
  });

  it('gives 1 for what has no deny', () => {
    const read = policy({ Effect: 'Allow', Action: 'iam:GetUser', Resource: '*' });
    const { status, stdout } = run([file('no-deny.json', read)]);
    expect(stdout).toContain('no deny');
    expect(status).toBe(1);
  });

  it('gives 2 for what can not be judged', () => {
    const { status, stdout } = run([file('none.json', policy({ ...ALLOW_ALL, Effect: 'Permit' }))]);
    expect(stdout).toContain(
      'none.json:6:17: Statement[0].Effect: expected Allow or Deny, received "Permit"',
    );
    expect(status).toBe(2);
  });

  it('gives JSON with every kind of session in its order', () => {
    const { status, stdout } = run(['--json', file('bool.json', policy(ALLOW_ALL, DENY_WITH_BOOL))]);
    const explanation = JSON.parse(stdout);
    expect(explanation.sessions.map(({ kind }: { kind: string }) => kind)).toEqual(SESSIONS);
    expect(explanation.sessions[0]).toMatchObject({
      answer: 'open',
      unlistedActions: true,
      witness: {
        action: expect.any(String),
        resource: '*',
        allowedBy: { policy: 'bool.json', statement: 'AllowAll' },
      },
      why: expect.arrayContaining([
        {
          code: 'bool-skips-absent-key',
          text: expect.any(String),
          policy: 'bool.json',
          statement: 'DenyBool',
        },
      ]),
    });
    expect(explanation.sessions[1]).toEqual({
      kind: 'console-without-mfa',
      answer: 'enforced',
      open: 0,
      unlistedActions: false,
      byAccessLevel: { 'permissions-management': 0, write: 0, tagging: 0, read: 0, list: 0 },
      witness: null,
      why: [],
    });
    expect(status).toBe(1);
  });

  it('says who governs and who holds', () => {
    const told = (...parameters: readonly string[]) => run(parameters).stdout.replaceAll('\n', ' ');
    const bool = file('bool.json', policy(DENY_WITH_BOOL));
    expect(told('--scp', bool)).toContain('whoever is governed by this can do');
    expect(told('--boundary', file('boundary.json', policy(ALLOW_ALL)))).toContain(
      'whoever is governed by this',
    );
    expect(told(bool, '--with', 'AdministratorAccess')).toContain('whoever holds this can do');
  });

  it('proposes a new policy where no document was found to be mended by itself', () => {
    const twice = file('twice.json', policy(ALLOW_ALL, DENY_WITH_BOOL, DENY_WITH_BOOL));
    expect(run([twice]).stdout).toContain('Attach this new policy:\n\n  + {');
  });

  it('says how to begin, given nothing', () => {
    const { status, stdout } = run([], '');
    expect(stdout).toContain('stdin: it is empty; --help says what can be given');
    expect(status).toBe(2);
  });

  it('reads what is pasted into standard input', () => {
    expect(run(['-'], JSON.stringify(policy(ALLOW_ALL, DENY_ALL))).status).toBe(0);
  });

  it.each([[['--frobnicate', 'x']], [['--account', '12']], [['--user', 'ana']]])(
    'says what is wrong in a line, given %j',
    (parameters) => {
      const { status, stderr } = run(parameters, '');
      expect(stderr).toMatch(/^.+\. npm run explain -- --help says what there is\.\n$/);
      expect(status).toBe(2);
    },
  );
});
