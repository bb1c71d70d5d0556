import { TRUST_OVERALL, trustAnswer, USER_ANSWERS, userAnswer } from '#core/explanation/answer.ts';
import type { ExplanationCounts, SubjectExplanation } from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import { bad, bold, doubtful } from '../../terminal/paint.ts';
import { wrap } from '../../terminal/wrap.ts';
import { notDenied, worstSession } from './headline.ts';
import { count } from './session-lines.ts';

const USER_WORDS = {
  open: 'open',
  'no-grant': 'without a deny',
  undetermined: 'not judged',
  enforced: 'enforced',
} as const;

const TRUST_WORDS = {
  'without-mfa': 'open without MFA',
  undetermined: 'not judged',
  'requires-mfa': 'not open without MFA',
} as const;

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, one) => total + one, 0);

const counted = (what: string, parts: readonly (readonly [number, string])[]): string => {
  const total = parts.reduce((all, [number]) => all + number, 0);
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => `${count(number)} ${word}`);
  return `${count(total)} ${what}: ${said.join(', ')}`;
};

/** How many there are of each answer. */
export const summaryLines = ({ users, trustPolicies }: ExplanationCounts): readonly string[] => {
  const lines = [
    ...(sum(users) === 0
      ? []
      : [
          counted(
            sum(users) === 1 ? 'subject' : 'subjects',
            USER_ANSWERS.map((answer) => [users[answer], USER_WORDS[answer]]),
          ),
        ]),
    ...(sum(trustPolicies) === 0
      ? []
      : [
          counted(
            sum(trustPolicies) === 1 ? 'trust policy' : 'trust policies',
            TRUST_OVERALL.map((answer) => [trustPolicies[answer], TRUST_WORDS[answer]]),
          ),
        ]),
  ];
  return (lines.length === 0 ? ['Nothing was judged.'] : lines).flatMap((line) => wrap(line).map(bold));
};

/** Users who reach most come first; then trust policies, in the order of their answers. */
export const rankOf = (explanation: SubjectExplanation): number => {
  if (explanation.kind === 'trust-policy') {
    return -TRUST_OVERALL.indexOf(trustAnswer(explanation, explanation.problems)) - USER_ANSWERS.length;
  }
  const answer = userAnswer(explanation);
  return answer === 'open' ? 1 + (worstSession(explanation)?.open ?? 0) : -USER_ANSWERS.indexOf(answer);
};

const NAMES_IN_A_ROW = 3;

const namesIn = (titles: readonly string[]): string => {
  const shown = titles.slice(0, NAMES_IN_A_ROW).map(printable).join(', ');
  return titles.length > NAMES_IN_A_ROW
    ? `${shown} and ${count(titles.length - NAMES_IN_A_ROW)} more`
    : shown;
};

const rowText = (explanation: SubjectExplanation): string => {
  if (explanation.kind === 'trust-policy') {
    return trustAnswer(explanation, explanation.problems) === 'without-mfa'
      ? bad('✘ open without MFA')
      : doubtful('? not judged     ');
  }
  switch (userAnswer(explanation)) {
    case 'open':
      return bad(`✘ open ${count(worstSession(explanation)?.open ?? 0).padStart(10)}`.padEnd(18));
    case 'no-grant':
      return doubtful(notDenied(explanation).length === 0 ? '✘ no deny         ' : '✘ almost          ');
    case 'undetermined':
    case 'enforced':
      return doubtful('? not judged      ');
  }
};

/** A line of the table: those of whom the same is said share it. */
export const subjectRow = (explanation: SubjectExplanation, titles: readonly string[]): readonly string[] => [
  `${rowText(explanation)}  ${namesIn(titles)}`,
];

const MOST_NAMES = 200;

/** Whom the following is about; of several, whose numbers they are. */
export const titleLines = (titles: readonly string[], worst: string): readonly string[] => {
  const rest = titles.length > MOST_NAMES ? ` and ${count(titles.length - MOST_NAMES)} more` : '';
  const names = `${titles.slice(0, MOST_NAMES).map(printable).join(', ')}${rest}`;
  return [
    ...wrap(`── ${names}`, '   ', '').map(bold),
    ...(titles.length > 1
      ? [
          '',
          ...wrap(
            `The same holds for all ${count(titles.length)}; numbers and witness are of ${printable(worst)}.`,
          ),
        ]
      : []),
  ];
};
