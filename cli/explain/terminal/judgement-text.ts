import { userAnswer } from '#core/explanation/answer.ts';
import type { ExplainedStatement, UserJudgement } from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import { bad, bold, doubtful, good } from '../../terminal/paint.ts';
import { bullet, wrap } from '../../terminal/wrap.ts';
import { enrolmentLines, keyEnrolmentLines } from './enrolment-lines.ts';
import { headline, worstSession } from './headline.ts';
import { reasonLines } from './reason-lines.ts';
import { repairLines } from './repair-text.ts';
import { describeReached, sessionLines } from './session-lines.ts';
import { describeStatement } from './statement-text.ts';
import { visible } from './visible.ts';

const PAINT = { enforced: good, open: bad, 'no-grant': doubtful, undetermined: doubtful } as const;

const witnessLines = (judgement: UserJudgement): readonly string[] => {
  const worst = worstSession(judgement);
  if (worst?.witness === undefined || worst.witness === null) {
    return [];
  }
  const { action, resource, allowedBy } = worst.witness;
  return [
    '',
    ...wrap(`The worst: ${printable(action)} on ${printable(resource)}`),
    ...wrap(`allowed by ${describeStatement(allowedBy, judgement)}`, '  '),
    ...wrap(describeReached(worst), '  '),
  ];
};

/** What is to be said of statements, each statement once. */
const underStatements = (
  title: string,
  said: readonly (ExplainedStatement & { readonly text: string })[],
  judgement: UserJudgement,
): readonly string[] => {
  const byPlace = Map.groupBy(said, (one) => describeStatement(one, judgement));
  const lines = [...byPlace].flatMap(([place, told]) => [
    `  ${place}`,
    ...told.flatMap(({ text }) => bullet(visible(text), '    ')),
  ]);
  return lines.length === 0 ? [] : ['', title, ...lines];
};

/** The documents as they are, by their names. */
export type Texts = ReadonlyMap<string, string>;

/** The answer of a user of such policies. */
export const answerLines = (judgement: UserJudgement, policies: readonly string[]): readonly string[] =>
  wrap(headline(judgement, policies)).map((line) => bold(PAINT[userAnswer(judgement)](line)));

/** What was found of a user: what is open, why, and what would mend it. */
export const findingLines = (judgement: UserJudgement, texts: Texts): readonly string[] => [
  '',
  ...sessionLines(judgement.sessions),
  ...enrolmentLines(judgement),
  ...witnessLines(judgement),
  ...reasonLines(judgement),
  ...underStatements('Whom it stops besides, as it is now:', judgement.bystanders, judgement),
  ...repairLines(judgement, texts),
  ...underStatements('How long MFA lasts:', judgement.reauthentication, judgement),
  ...keyEnrolmentLines(judgement),
];
