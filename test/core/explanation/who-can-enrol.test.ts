import { describe, expect, it } from 'vitest';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { judgeUser } from '#core/explanation/explain-user.ts';
import type { ExplainedEnrolment } from '#core/explanation/explanation.ts';
import { ALLOW_ALL, holding, policyOf } from '../proof/hostile-user.ts';

const GUARDIANS = enforcementDocument('standard', 'aws').Statement;
const DENIES = GUARDIANS.filter(({ Effect }) => Effect === 'Deny');
const DENY_ALL = {
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
};

const enrolmentOf = (...statements: readonly object[]): readonly ExplainedEnrolment[] =>
  judgeUser({
    principal: holding([policyOf(...statements)]),
    rules: { allowPasswordChange: false },
    lineOf: () => undefined,
    seeksRepair: false,
  }).enrolment;

const answers = (...statements: readonly object[]) =>
  enrolmentOf(...statements).map(({ answer, lacksGrantsOnly }) => ({ answer, lacksGrantsOnly }));

describe('whether a first device can be enrolled', () => {
  it('is a question of grants from elsewhere, where a document only denies all else', () => {
    for (const answer of answers(...DENIES)) {
      expect(answer).toEqual({ answer: 'impossible', lacksGrantsOnly: true });
    }
  });

  it('is no question of grants where enrolling is denied too', () => {
    for (const answer of answers(DENY_ALL, ALLOW_ALL)) {
      expect(answer).toEqual({ answer: 'impossible', lacksGrantsOnly: false });
    }
  });

  it('is certain with the guardian’s own document', () => {
    for (const answer of answers(...GUARDIANS)) {
      expect(answer).toEqual({ answer: 'possible', lacksGrantsOnly: false });
    }
  });
});
