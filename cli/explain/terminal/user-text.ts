import { overallAnswer, withoutMfa } from '#core/explanation/answer.ts';
import type {
  ExplainedReason,
  ExplainedSession,
  ExplainedStatement,
  InputProblem,
  UserExplanation,
  UserJudgement,
} from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import { headline, worstSession } from './headline.ts';
import { bad, bold, dim, doubtful, good } from './paint.ts';
import { describeReached, SESSION_NAMES, sessionLines } from './session-lines.ts';
import { bullet, wrap } from './wrap.ts';

const PAINT = { enforced: good, open: bad, 'no-grant': doubtful, undetermined: doubtful } as const;

const HOLDERS = {
  user: '',
  group: ' (of a group)',
  boundary: ' (the permissions boundary)',
  'service-control': ' (service control policy)',
} as const;

/** Where to look: the file and line if it is known, else policy and statement. */
const describeStatement = (named: ExplainedStatement, { places }: UserJudgement): string => {
  const place = places.find(
    ({ policy, statement }) => policy === named.policy && statement === named.statement,
  );
  const line = place?.line ?? null;
  const policy = printable(named.policy);
  const where = line === null ? `${policy}, statement` : `${policy}:${line}`;
  return `${where} ${printable(named.statement)}${place === undefined ? '' : HOLDERS[place.holder]}`;
};

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

interface TellingReason {
  readonly reason: ExplainedReason;
  readonly sessions: readonly ExplainedSession[];
}

const KEY_ENROLMENT = 'key-can-enrol-itself';

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

const reasonLines = (judgement: UserJudgement): readonly string[] => {
  const reasons = reasonsOf(judgement);
  if (reasons.length === 0) {
    return overallAnswer(judgement) === 'open' ? ['', 'No statement denies that without MFA.'] : [];
  }
  return [
    '',
    'What looks like enforcement, and why it is none:',
    ...reasons.flatMap((told) => [
      `  ${describeStatement(told.reason, judgement)}`,
      ...wrap(`${told.reason.text}${forWhich(told, judgement)}`, '      '),
    ]),
  ];
};

const keyEnrolmentLines = ({ sessions }: UserJudgement): readonly string[] =>
  sessions.some(({ why }) => why.some(({ code }) => code === KEY_ENROLMENT))
    ? [
        '',
        ...wrap(
          'Note: whoever holds an access key can enrol the first device with it, and then do everything.',
        ),
      ]
    : [];

const gapLines = (judgement: UserJudgement): readonly string[] => {
  const gaps = [
    ...new Set(judgement.sessions.flatMap((session) => (session.gaps ?? []).map(({ text }) => text))),
  ];
  return gaps.length === 0 ? [] : ['', 'What is not known:', ...gaps.flatMap((gap) => bullet(gap, '  '))];
};

/** `file:line:column` as compilers write it, so that editors jump there. */
export const problemLines = (problems: readonly InputProblem[]): readonly string[] =>
  problems.flatMap(({ file, line, column, text }) => {
    const place = [
      printable(file),
      ...(line === null ? [] : [line]),
      ...(column === null ? [] : [column]),
    ].join(':');
    return wrap(`${place}: ${printable(text)}`, '    ', '  ');
  });

const judgementLines = (judgement: UserJudgement): readonly string[] => [
  ...wrap(headline(judgement)).map((line) => bold(PAINT[overallAnswer(judgement)](line))),
  '',
  ...sessionLines(judgement.sessions),
  ...witnessLines(judgement),
  ...reasonLines(judgement),
  ...keyEnrolmentLines(judgement),
];

const assumptionLines = ({ assumed }: UserExplanation): readonly string[] =>
  assumed.length === 0
    ? []
    : [
        '',
        ...assumed.flatMap((text) => wrap(`Assumed: ${printable(text)}`, '  ', '')).map((line) => dim(line)),
      ];

const isUnreadable = (judgement: UserJudgement): boolean =>
  judgement.sessions.every(({ answer }) => answer === 'undetermined');

const unreadableLines = ({ problems, ifMended, ...explanation }: UserExplanation): readonly string[] => [
  ...wrap(headline(explanation)).map((line) => bold(doubtful(line))),
  '',
  ...problemLines(problems),
  ...(problems.length === 0 ? gapLines(explanation) : []),
  ...(ifMended === null ? [] : ['', ...wrap('Without them it would be:'), '', ...judgementLines(ifMended)]),
];

/** All that there is to say of one user, in lines for a terminal. */
export const userText = (explanation: UserExplanation): readonly string[] =>
  isUnreadable(explanation)
    ? [
        ...unreadableLines(explanation),
        ...(explanation.ifMended === null ? [] : assumptionLines(explanation)),
      ]
    : [
        ...judgementLines(explanation),
        ...gapLines(explanation),
        ...(explanation.problems.length === 0
          ? []
          : ['', 'Problems:', ...problemLines(explanation.problems)]),
        ...assumptionLines(explanation),
      ];
