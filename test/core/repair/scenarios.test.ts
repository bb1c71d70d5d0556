import { describe, expect, it } from 'vitest';
import type { Bystander } from '#core/bystander/bystander.ts';
import { stoppedBystanders } from '#core/bystander/stopped-bystanders.ts';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { editableDocuments, withText } from '#core/repair/editable-document.ts';
import { proposeRepair } from '#core/repair/propose-repair.ts';
import type { Repair } from '#core/repair/repair.ts';
import {
  type ExpectedRepair,
  type RepairScenario,
  type RepairTopic,
  readRepairTopics,
} from '../../scenarios/repair/repair-scenario.ts';
import { principalOf } from '../../scenarios/scenario-principal.ts';

type Statement = Readonly<Record<string, unknown>>;

const principalIn = (topic: RepairTopic, scenario: RepairScenario): ProvedPrincipal =>
  principalOf(
    { ...topic, reconstructed: false, scenarios: [] },
    { ...scenario, unread: [], expect: {}, enrols: {} },
  );

const statementsIn = (text: string): readonly Statement[] => [JSON.parse(text).Statement].flat();

const labelled = (statements: readonly Statement[]): ReadonlyMap<string, Statement> =>
  new Map(statements.map((statement, index) => [String(statement['Sid'] ?? `#${index + 1}`), statement]));

const nameOf = ({ policy }: Pick<Repair, 'policy'>): string =>
  policy.kind === 'managed' ? policy.arn : policy.name;

const bystandersOf = (principal: ProvedPrincipal): readonly (readonly [Bystander['kind'], string])[] =>
  stoppedBystanders(principal).map(({ kind, stoppedBy }) => [kind, stoppedBy.statement]);

const ONLY_USERS = {
  'aws:PrincipalArn': ['arn:aws:iam::*:user/*', 'arn:aws:sts::*:federated-user/*'],
};

/** A statement of the guardian's own, as it is added: of the organization's policies for users only. */
const added = (sid: string, { holder }: Repair, { allowPasswordChange }: RepairScenario): unknown => {
  const variant = allowPasswordChange ? 'standard-password-change' : 'standard';
  const statement = enforcementDocument(variant, 'aws').Statement.find(({ Sid }) => Sid === sid);
  return holder.kind === 'service-control'
    ? { ...statement, Condition: { ...statement?.Condition, ArnLike: ONLY_USERS } }
    : statement;
};

const expectSessions = (principal: ProvedPrincipal, scenario: RepairScenario): void => {
  const { sessions, allowPasswordChange } = scenario;
  for (const session of SESSION_KINDS) {
    const expected = sessions[session];
    if (expected !== undefined) {
      const { answer, why } = proveSession(principal, session, { allowPasswordChange });
      const codes = [...new Set(why.map(({ code }) => code))].filter(
        (code) => code !== 'key-can-enrol-itself',
      );
      expect({ session, answer, why: codes.sort() }).toEqual({
        session,
        answer: expected.answer,
        why: [...expected.why].sort(),
      });
    }
  }
};

const expectDocument = (before: string, repair: Repair, scenario: RepairScenario): void => {
  const { mends, adds, setsVersion } = scenario.outcome as ExpectedRepair;
  const wanted = new Map<string, unknown>([
    ...labelled(statementsIn(before)),
    ...Object.entries(mends),
    ...adds.map((sid) => [sid, added(sid, repair, scenario)] as const),
  ]);
  expect(statementsIn(repair.text)).toEqual([...wanted.values()]);
  const { Version } = JSON.parse(repair.text);
  expect(Version).toBe(setsVersion ? '2012-10-17' : JSON.parse(before).Version);
};

const expectRepair = (principal: ProvedPrincipal, repair: Repair, scenario: RepairScenario): void => {
  const { document, says, bystanders } = scenario.outcome as ExpectedRepair;
  expect(nameOf(repair)).toBe(document);
  const found = editableDocuments(principal).find((each) => nameOf(each) === document);
  expectDocument(found?.text ?? '', repair, scenario);
  expect(repair.changes.map(({ statement, text }) => `${statement}: ${text}`)).toEqual(
    says.map((part) => expect.stringContaining(part)),
  );
  const answers = repair.sessions.map(({ session, answer }) => `${session} ${answer}`);
  expect(answers.slice(0, -1)).toEqual(SESSION_KINDS.map((session) => `${session} enforced`));
  expect(repair.sessions.at(-1)?.session).toBe('mfa');
  const repaired = found === undefined ? principal : withText(principal, found, repair.text);
  expect(bystandersOf(repaired)).toEqual(bystanders);
  expect(proveEnrolment(repaired, 'console-without-mfa', 'virtual').answer === 'possible').toBe(
    scenario.enrols,
  );
};

for (const topic of readRepairTopics()) {
  describe(topic.topic, () => {
    for (const scenario of topic.scenarios) {
      it(scenario.name, () => {
        const principal = principalIn(topic, scenario);
        expectSessions(principal, scenario);
        expect(bystandersOf(principal)).toEqual(scenario.bystanders);
        const { allowPasswordChange, outcome } = scenario;
        const found = proposeRepair(principal, { allowPasswordChange });
        expect(found.kind).toBe(typeof outcome === 'string' ? outcome : 'repaired');
        if (found.kind === 'repaired') {
          expectRepair(principal, found.repair, scenario);
        }
      });
    }
  });
}
