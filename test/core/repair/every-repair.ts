import fc from 'fast-check';
import { proposeRepair } from '#core/repair/propose-repair.ts';
import type { Repair, RepairOutcome } from '#core/repair/repair.ts';
import { type PolicySet, policySets } from '../../arbitraries/policy-documents.ts';
import { proofRuns } from '../../fakes/proof-runs.ts';
import { principalOf } from '../../fakes/proved-cases.ts';
import { listOf, type RawConditions, type RawStatement } from '../../model/request-documents.model.ts';

/** What somebody holds, and by which rules it is repaired. */
export interface RepairCase {
  readonly set: PolicySet;
  readonly allowPasswordChange: boolean;
}

const AGES: readonly RawConditions[] = [
  { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } },
  { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } },
];

/** Where denies ask how long ago MFA was, what is mended is most easily taken from those who have it. */
const asksForAge = (set: PolicySet, Condition: RawConditions): PolicySet => ({
  ...set,
  identity: set.identity.map(({ holder, document }) => ({
    holder,
    document: {
      ...document,
      Statement: listOf(document.Statement).map((statement) =>
        statement.Effect === 'Deny' ? { ...statement, Condition } : statement,
      ),
    },
  })),
});

/** What people may do with a device of their own, if it is called like themselves. */
const MANAGING: RawStatement = {
  Effect: 'Allow',
  Action: ['iam:CreateVirtualMFADevice', 'iam:DeleteVirtualMFADevice'],
  Resource: `arn:aws:iam::*:mfa/\${aws:username}`,
};

const LISTING: RawStatement = { ...MANAGING, Action: ['iam:CreateVirtualMFADevice', 'iam:GetMFADevice'] };

const managesDevices = (set: PolicySet): PolicySet => ({
  ...set,
  identity: set.identity.map(({ holder, document }) => ({
    holder,
    document: { ...document, Statement: [...listOf(document.Statement), MANAGING, LISTING] },
  })),
});

const agedSets = fc.tuple(policySets, fc.constantFrom(...AGES)).map(([set, age]) => asksForAge(set, age));

export const repairCases: fc.Arbitrary<RepairCase> = fc.record({
  set: fc.oneof(
    { weight: 6, arbitrary: policySets },
    { weight: 2, arbitrary: agedSets },
    { weight: 1, arbitrary: policySets.map(managesDevices) },
  ),
  allowPasswordChange: fc.boolean(),
});

export const RUNS = proofRuns(150);

/** All properties here look at the same cases, so that each is repaired once. */
export const SAME_CASES = { numRuns: RUNS, seed: Math.trunc(Math.random() * 2 ** 31) };

const outcomes = new Map<string, RepairOutcome>();

export const repairedOnce = (asked: RepairCase): RepairOutcome => {
  const name = JSON.stringify(asked);
  const { set, allowPasswordChange } = asked;
  const outcome = outcomes.get(name) ?? proposeRepair(principalOf(set), { allowPasswordChange });
  outcomes.set(name, outcome);
  return outcome;
};

export const forEveryRepair = (expectation: (asked: RepairCase, repair: Repair) => void): void => {
  fc.assert(
    fc.property(repairCases, (asked) => {
      const outcome = repairedOnce(asked);
      if (outcome.kind === 'repaired') {
        expectation(asked, outcome.repair);
      }
    }),
    SAME_CASES,
  );
};
