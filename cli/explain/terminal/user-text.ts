import { userAnswer, withoutMfa } from '#core/explanation/answer.ts';
import type {
  ExplainedReason,
  ExplainedSession,
  ExplainedStatement,
  UserExplanation,
  UserJudgement,
} from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import { headline, worstSession } from './headline.ts';
import { bad, bold, dim, doubtful, good } from './paint.ts';
import { problemLines } from './problem-lines.ts';
import { repairLines } from './repair-text.ts';
import { describeReached, SESSION_NAMES, sessionLines } from './session-lines.ts';
import { visible } from './visible.ts';
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

const bystanderLines = (judgement: UserJudgement): readonly string[] =>
  judgement.bystanders.length === 0
    ? []
    : [
        '',
        'Whom it stops besides:',
        ...judgement.bystanders.flatMap((bystander) => [
          `  ${describeStatement(bystander, judgement)}`,
          ...wrap(visible(bystander.text), '      '),
        ]),
      ];

const ageLines = (judgement: UserJudgement): readonly string[] =>
  judgement.reauthentication.length === 0
    ? []
    : [
        '',
        'How long MFA lasts:',
        ...judgement.reauthentication.flatMap((age) => [
          `  ${describeStatement(age, judgement)}`,
          ...wrap(visible(age.text), '      '),
        ]),
      ];

type Texts = ReadonlyMap<string, string>;

const judgementLines = (judgement: UserJudgement, texts: Texts): readonly string[] => [
  ...wrap(headline(judgement)).map((line) => bold(PAINT[userAnswer(judgement)](line))),
  '',
  ...sessionLines(judgement.sessions),
  ...witnessLines(judgement),
  ...reasonLines(judgement),
  ...repairLines(judgement, texts),
  ...bystanderLines(judgement),
  ...ageLines(judgement),
  ...keyEnrolmentLines(judgement),
];

const assumptionLines = ({ assumed }: UserExplanation): readonly string[] =>
  assumed.length === 0
    ? []
    : [
        '',
        ...assumed.flatMap((text) => wrap(`Assumed: ${visible(text)}`, '  ', '')).map((line) => dim(line)),
      ];

const isUnreadable = (judgement: UserJudgement): boolean =>
  judgement.sessions.every(({ answer }) => answer === 'undetermined');

const IF_MENDED = 'Without that it would be:';

const unreadableLines = (explanation: UserExplanation, texts: Texts): readonly string[] => {
  const { problems, ifMended } = explanation;
  return [
    ...wrap(headline(explanation)).map((line) => bold(doubtful(line))),
    ...(problems.length === 0 ? gapLines(explanation) : ['', ...problemLines(problems)]),
    ...(ifMended === null ? [] : ['', IF_MENDED, '', ...judgementLines(ifMended, texts)]),
    ...(ifMended === null ? [] : assumptionLines(explanation)),
  ];
};

const nowLines = ({ now }: UserExplanation): readonly string[] =>
  now === undefined ? [] : ['', ...wrap(`Now: ${visible(now.text)}`)];

/** All that there is to say of one user, in lines for a terminal. `texts` are the documents as they are. */
export const userText = (explanation: UserExplanation, texts: Texts): readonly string[] =>
  isUnreadable(explanation)
    ? unreadableLines(explanation, texts)
    : [
        ...judgementLines(explanation, texts),
        ...gapLines(explanation),
        ...(explanation.problems.length === 0
          ? []
          : ['', 'Problems:', ...problemLines(explanation.problems)]),
        ...nowLines(explanation),
        ...assumptionLines(explanation),
      ];
