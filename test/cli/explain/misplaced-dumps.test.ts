import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../cli/explain/write-json.ts';
import { textOf } from '../../../cli/explain/write-text.ts';
import { AUTHORIZATION_DETAILS } from './authorization-details.ts';
import { ALLOW_ALL, DENY_ALL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

const dump = file('dump.json', AUTHORIZATION_DETAILS);
const guard = file('guard.json', policy(ALLOW_ALL, DENY_ALL));

describe('npm run explain, given authorization details where one policy is expected', () => {
  it.each(['--scp', '--boundary', '--trust'])('says so and passes nothing (%s)', (option) => {
    for (const parameters of [
      [option, dump],
      [guard, option, dump],
    ]) {
      const { status, stdout } = run(parameters);
      expect(stdout.replace(/\s+/g, ' ')).toContain('dump.json: these are authorization details');
      expect(status).toBe(2);
    }
  });
});

describe('what is written of nobody', () => {
  it.each([
    ['text', textOf],
    ['JSON', jsonOf],
  ])('is no pass, as %s', (_, write) => {
    const judging = { rules: { allowPasswordChange: false }, seeksRepair: false };
    const output = write({ subjects: [], problems: [], areSeveral: false }, judging);
    let next = output.next();
    while (next.done !== true) {
      next = output.next();
    }
    expect(next.value).toBe(2);
  });
});
