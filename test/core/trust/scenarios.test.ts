import { describe, expect, it } from 'vitest';
import type { Partition } from '#core/kernel/aws-identifiers.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import { judgeTrust } from '#core/trust/judge-trust.ts';
import type { TrustedPrincipal, TrustRepair } from '#core/trust/trust-judgement.ts';
import { readTrustTopics, type TrustScenario, trustPolicyOf } from '../../scenarios/trust-scenario.ts';

/** Reasons by their statements, without the words for people. */
const codesOf = ({ why, ...rest }: TrustedPrincipal) => ({
  ...rest,
  why: why.map(({ statement, code }) => [statement, code]),
});

const expectRepair = (expected: TrustScenario['repair'], repair: TrustRepair | undefined): void => {
  if (expected === undefined || expected === 'none') {
    expect(expected === 'none' ? repair : undefined).toBeUndefined();
    return;
  }
  expect(repair?.changes).toEqual(
    expected.changes.map(([statement, text]) => ({ statement, text: expect.stringContaining(text) })),
  );
  if (expected.statements !== undefined) {
    expect(JSON.parse(repair?.text ?? '{}')).toMatchObject({ Statement: expected.statements });
  }
};

for (const { topic, scenarios } of readTrustTopics()) {
  describe(topic, () => {
    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
      const { path = '/', partition = 'aws' } = scenario.role ?? {};
      const judgement = judgeTrust(trustPolicyOf(scenario), { path, partition: partition as Partition });
      expect(judgement.ok ? undefined : describePolicyProblem(judgement.problem)).toBe(scenario.problem);
      if (judgement.ok) {
        expect(judgement.value.principals.map(codesOf)).toEqual(
          scenario.expect.map((expected) => expect.objectContaining(expected)),
        );
        expectRepair(scenario.repair, judgement.value.repair);
      }
    });
  });
}
