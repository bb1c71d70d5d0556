import { describe, expect, it } from 'vitest';
import { AUTHORIZATION_DETAILS } from './authorization-details.ts';
import { ALLOW_ALL, DENY_ALL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

const deny = file('boundaries/deny.json', policy(ALLOW_ALL, DENY_ALL));
file('boundaries/other.json', policy(ALLOW_ALL));
const dump = file('dump.json', AUTHORIZATION_DETAILS);

describe('npm run explain --boundary', () => {
  it('takes one document, and drops none of several without a word', () => {
    expect(run(['--boundary', deny]).status).toBe(0);
    const { status, stdout, stderr } = run(['--boundary', 'boundaries']);
    expect(stderr).toBe(
      '--boundary: expected one policy, received 2: boundaries/deny.json, boundaries/other.json\n',
    );
    expect([status, stdout]).toEqual([2, '']);
  });

  it('is refused beside authorization details, which say what boundary everybody has', () => {
    for (const parameters of [[dump], ['--user', 'ana', dump], ['--each', dump]]) {
      const { status, stderr } = run(['--boundary', deny, ...parameters]);
      expect(stderr).toMatch(/^--boundary is for documents: authorization details say/);
      expect(status).toBe(2);
    }
  });
});
