import { describe, expect, it } from 'vitest';
import { ExplanationSchema } from '#contracts/explanation.ts';
import { AUTHORIZATION_DETAILS } from './authorization-details.ts';
import { ALLOW_ALL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

/** What `aws organizations describe-policy` prints. */
const described = (document: object) => ({
  Policy: { PolicySummary: { Type: 'SERVICE_CONTROL_POLICY' }, Content: JSON.stringify(document) },
});

const WITH_MFA = { ...ALLOW_ALL, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

const gated = file('gated.json', described(policy(WITH_MFA)));
const everything = file('everything.json', described(policy(ALLOW_ALL)));
const dump = file('dump.json', AUTHORIZATION_DETAILS);

const judged = (...parameters: readonly string[]) => {
  const { status, stdout } = run(['--json', ...parameters]);
  const explanation = ExplanationSchema.parse(JSON.parse(stdout));
  if (explanation.kind !== 'user') {
    throw new Error(`expected one user, received ${explanation.kind}`);
  }
  return { status, explanation };
};

describe('npm run explain, given service control policies without --scp', () => {
  it('takes them for one level, which lets through what any of them allows, and says so', () => {
    const { status, explanation } = judged(gated, everything);
    expect(explanation.assumed).toContain(
      'gated.json, everything.json: attached at one level. --scp names the policies of each level',
    );
    expect(explanation.sessions[0]).toMatchObject({ answer: 'open' });
    expect(status).toBe(1);
    expect(judged('--scp', `${gated},${everything}`).status).toBe(1);
    expect(judged('--scp', gated, '--scp', everything).status).toBe(0);
  });

  it('says nothing of levels where there is one policy alone', () => {
    const { explanation } = judged(gated);
    expect(explanation.assumed.filter((text) => text.includes('level'))).toEqual([]);
  });

  it('takes them for a level below those that are named, and says so', () => {
    const { explanation } = judged('--scp', everything, gated);
    expect(explanation.assumed).toContainEqual(
      expect.stringContaining('gated.json: attached at a level of its own, the lowest'),
    );
  });

  it('says so of everybody in authorization details', () => {
    const { status, explanation } = judged('--user', 'ben', dump, gated, everything);
    expect(explanation.assumed).toContainEqual(expect.stringContaining('attached at one level'));
    expect(status).toBe(1);
  });
});
