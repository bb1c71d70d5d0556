import { userAnswer, withoutMfa } from '#core/explanation/answer.ts';
import type { ExplainedReason, ExplainedSession, UserJudgement } from '#core/explanation/explanation.ts';
import { bullet } from '../../terminal/wrap.ts';
import { SESSION_NAMES } from './session-lines.ts';
import { describeStatement } from './statement-text.ts';

interface TellingReason {
  readonly reason: ExplainedReason;
  readonly sessions: readonly ExplainedSession[];
}

/** Told of apart: it is about what is left, and no statement fails by it. */
export const KEY_ENROLMENT = 'key-can-enrol-itself';

/** Each reason once, with the kinds of session for which it is one. */
const reasonsOf = (judgement: UserJudgement): readonly TellingReason[] => {
  const found = new Map<string, { reason: ExplainedReason; sessions: ExplainedSession[] }>();
  for (const session of withoutMfa(judgement)) {
    for (const reason of session.why.filter(({ code }) => code !== KEY_ENROLMENT)) {
      const key = JSON.stringify([reason.policy, reason.statement, reason.code]);
      const known = found.get(key) ?? { reason, sessions: [] };
      found.set(key, { ...known, sessions: [...known.sessions, session] });
    }
  }
  return [...found.values()];
};

const forWhich = ({ sessions }: TellingReason, judgement: UserJudgement): string => {
  const open = withoutMfa(judgement).filter(({ answer }) => answer !== 'enforced');
  return sessions.length >= open.length
    ? ''
    : ` (${[...new Set(sessions.map(({ kind }) => SESSION_NAMES[kind]))].join(', ')})`;
};

/** Each statement that looks like enforcement, and why it is none. */
export const reasonLines = (judgement: UserJudgement): readonly string[] => {
  const reasons = reasonsOf(judgement);
  if (reasons.length === 0) {
    return userAnswer(judgement) === 'open' ? ['', 'No statement denies that without MFA.'] : [];
  }
  const byPlace = Map.groupBy(reasons, ({ reason }) => describeStatement(reason, judgement));
  return [
    '',
    'What looks like enforcement, and why it is none:',
    ...[...byPlace].flatMap(([place, told]) => [
      `  ${place}`,
      ...told.flatMap((one) => bullet(`${one.reason.text}${forWhich(one, judgement)}`, '    ')),
    ]),
  ];
};
