import { describe, expect, it } from 'vitest';
import { ExplanationSchema } from '#contracts/explanation.ts';
import { exitCodeOf } from '#core/explanation/answer.ts';
import { judgeUser } from '#core/explanation/explain-user.ts';
import type { UserExplanation } from '#core/explanation/explanation.ts';
import { readScenarioTopics } from '../../scenarios/proof-scenario.ts';
import { principalOf } from '../../scenarios/scenario-principal.ts';

const KINDS = [
  'access-key',
  'console-without-mfa',
  'session-without-mfa',
  'federation',
  'service-credential',
  'mfa',
];

const explained = readScenarioTopics().flatMap((topic) =>
  topic.scenarios.map((scenario) => {
    const principal = principalOf(topic, scenario);
    const { allowPasswordChange } = scenario;
    const judgement = judgeUser({
      principal,
      rules: { allowPasswordChange },
      lineOf: () => 7,
      seeksRepair: false,
    });
    const explanation: UserExplanation = {
      schemaVersion: 1,
      kind: 'user',
      subject: { title: scenario.name, arn: principal.arn, policies: [] },
      assumed: [],
      problems: [],
      ...judgement,
      ifMended: null,
    };
    return { name: `${topic.topic}: ${scenario.name}`, scenario, explanation };
  }),
);

describe.each(explained)('the explanation of “$name”', ({ scenario, explanation }) => {
  it('is what the schema describes, with every kind of session in its order', () => {
    expect(ExplanationSchema.parse(explanation)).toEqual(explanation);
    expect(explanation.sessions.map(({ kind }) => kind)).toEqual(KINDS);
  });

  it.each(explanation.sessions)('says nothing of a reach that is not open: $kind', (session) => {
    const { answer, open, unlistedActions, byAccessLevel, witness, gaps } = session;
    expect(Object.values(byAccessLevel).reduce((sum, one) => sum + one)).toBe(open);
    expect({
      witness: witness !== null,
      reach: open > 0 || unlistedActions,
      gaps: gaps !== undefined,
    }).toEqual({
      witness: answer === 'open',
      reach: answer === 'open',
      gaps: answer === 'undetermined',
    });
  });

  it('has a place for whatever it names', () => {
    const { sessions, places } = explanation;
    const named = sessions.flatMap(({ why, witness }) => [
      ...why,
      ...(witness === null ? [] : [witness.allowedBy]),
    ]);
    for (const { policy, statement } of named) {
      expect(places).toContainEqual(expect.objectContaining({ policy, statement, line: 7 }));
    }
  });

  it.each(Object.entries(scenario.expect))('gives what the scenario expects: %s', (kind, expected) => {
    const session = explanation.sessions.find((one) => one.kind === kind);
    expect(session?.answer).toBe(expected.answer ?? session?.answer);
    expect(session?.why.map(({ code }) => code)).toEqual(expect.arrayContaining(expected.why));
  });

  it('comes to the exit code that the sessions ask for', () => {
    const answers = explanation.sessions.map(({ answer }) => answer);
    const isShut = answers.slice(0, -1).every((answer) => answer === 'enforced');
    expect(exitCodeOf(explanation)).toBe(answers.includes('undetermined') ? 2 : isShut ? 0 : 1);
  });
});
