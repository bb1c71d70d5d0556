import type { UserExplanation, UserJudgement } from '#core/explanation/explanation.ts';
import { bold, doubtful } from '../../terminal/paint.ts';
import { bullet, wrap } from '../../terminal/wrap.ts';
import { assumptionLines } from './assumption-lines.ts';
import { headline } from './headline.ts';
import { answerLines, findingLines, type Texts } from './judgement-text.ts';
import { problemLines } from './problem-lines.ts';
import { visible } from './visible.ts';

const gapLines = (judgement: UserJudgement): readonly string[] => {
  const gaps = [
    ...new Set(judgement.sessions.flatMap((session) => (session.gaps ?? []).map(({ text }) => text))),
  ];
  return gaps.length === 0
    ? []
    : ['', 'What is not known:', ...gaps.flatMap((gap) => bullet(visible(gap), '  '))];
};

const isUnreadable = (judgement: UserJudgement): boolean =>
  judgement.sessions.every(({ answer }) => answer === 'undetermined');

const IF_MENDED = 'Without that it would be:';

const unreadableLines = (explanation: UserExplanation, texts: Texts): readonly string[] => {
  const { problems, ifMended } = explanation;
  return [
    ...wrap(headline(explanation, explanation.subject.policies)).map((line) => bold(doubtful(line))),
    ...(problems.length === 0 ? gapLines(explanation) : ['', ...problemLines(problems)]),
    ...(ifMended === null
      ? []
      : [
          '',
          IF_MENDED,
          '',
          ...answerLines(ifMended, explanation.subject.policies),
          ...findingLines(ifMended, texts),
        ]),
    ...(ifMended === null ? [] : assumptionLines(explanation.assumed)),
  ];
};

const nowLines = ({ now }: UserExplanation): readonly string[] =>
  now === undefined ? [] : ['', ...wrap(`Now: ${visible(now.text)}`)];

/** All that there is to say of one user, in lines for a terminal. `texts` are the documents as they are. */
export const userText = (explanation: UserExplanation, texts: Texts): readonly string[] =>
  isUnreadable(explanation)
    ? unreadableLines(explanation, texts)
    : [
        ...answerLines(explanation, explanation.subject.policies),
        ...(explanation.problems.length === 0
          ? []
          : ['', 'Problems:', ...problemLines(explanation.problems)]),
        ...findingLines(explanation, texts),
        ...gapLines(explanation),
        ...nowLines(explanation),
        ...assumptionLines(explanation.assumed),
      ];
