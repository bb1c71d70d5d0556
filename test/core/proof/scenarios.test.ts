import { describe, expect, it } from 'vitest';
import { type EnrolledDevice, proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type ProvableSession, SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { SessionProof } from '#core/proof/session-proof.ts';
import { openActions } from '../../fakes/open-actions.ts';
import {
  type ExpectedAnswer,
  type ProofScenario,
  readScenarioTopics,
  type ScenarioTopic,
} from '../../scenarios/proof-scenario.ts';
import { principalOf } from '../../scenarios/scenario-principal.ts';

const SESSIONS: readonly ProvableSession[] = [...SESSION_KINDS, 'mfa'];
/** Denies of many resources take long on a machine that does other things. */
const PATIENCE = { timeout: 20_000 };
const DEVICES: readonly EnrolledDevice[] = ['virtual', 'passkey'];

const lowerCase = (actions: readonly string[]): readonly string[] =>
  actions.map((action) => action.toLowerCase()).sort();

const asksForActions = ({ reaches, reachesOnly, stops }: ExpectedAnswer): boolean =>
  reaches.length > 0 || reachesOnly !== undefined || stops.length > 0;

/** What was found, in the words of the expectation and cut to what it asks about. */
const foundFor = (expected: ExpectedAnswer, proof: SessionProof, open: ReadonlySet<string>) => {
  const codes = new Set(proof.why.map(({ code }) => code));
  const witness = proof.answer === 'open' ? proof.open.witness : undefined;
  return {
    answer: proof.answer,
    why: expected.why.filter((code) => codes.has(code)),
    notWhy: expected.notWhy.filter((code) => !codes.has(code)),
    reaches: lowerCase(expected.reaches).filter((action) => open.has(action)),
    reachesOnly: [...open].sort(),
    stops: lowerCase(expected.stops).filter((action) => !open.has(action)),
    unlisted: proof.answer === 'open' && proof.open.unlistedActions,
    witness: { action: witness?.action, statement: witness?.allowedBy.statement },
  };
};

const expectAnswer = (
  principal: ProvedPrincipal,
  session: ProvableSession,
  expected: ExpectedAnswer,
  { allowPasswordChange }: ProofScenario,
): void => {
  const rules = { allowPasswordChange };
  const { reachesOnly, ...rest } = expected;
  const wanted = {
    ...rest,
    reaches: lowerCase(expected.reaches),
    stops: lowerCase(expected.stops),
    ...(reachesOnly === undefined ? {} : { reachesOnly: lowerCase(reachesOnly) }),
  };
  const proof = proveSession(principal, session, rules);
  const open = asksForActions(expected) ? openActions(principal, session, rules) : new Set<string>();
  const found = foundFor(expected, proof, open);
  expect(found, `${session}, because ${JSON.stringify(proof.why.map(({ code }) => code))}`).toMatchObject(
    wanted,
  );
};

const expectEnrolment = (principal: ProvedPrincipal, { enrols }: ProofScenario): void => {
  for (const session of SESSION_KINDS) {
    for (const device of DEVICES) {
      const expected = enrols[session]?.[device];
      if (expected !== undefined) {
        expect(proveEnrolment(principal, session, device), `${device} by ${session}`).toMatchObject({
          answer: expected,
        });
      }
    }
  }
};

const expectScenario = (topic: ScenarioTopic, scenario: ProofScenario): void => {
  const principal = principalOf(topic, scenario);
  for (const session of SESSIONS) {
    const expected = scenario.expect[session];
    if (expected !== undefined) {
      expectAnswer(principal, session, expected, scenario);
    }
  }
  expectEnrolment(principal, scenario);
};

for (const topic of readScenarioTopics()) {
  describe(topic.topic, PATIENCE, () => {
    for (const scenario of topic.scenarios) {
      it(scenario.name, () => {
        expect.hasAssertions();
        expectScenario(topic, scenario);
      });
    }
  });
}
