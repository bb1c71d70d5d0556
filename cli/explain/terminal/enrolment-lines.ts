import { userAnswer } from '#core/explanation/answer.ts';
import type { UserJudgement } from '#core/explanation/explanation.ts';
import { doubtful } from '../../terminal/paint.ts';
import { wrap } from '../../terminal/wrap.ts';
import { KEY_ENROLMENT } from './reason-lines.ts';
import { SESSION_NAMES } from './session-lines.ts';

/** Whether nobody can enrol a first device, as things are. */
export const isLockedOut = ({ enrolment }: UserJudgement): boolean =>
  enrolment.every(({ answer }) => answer === 'impossible');

/** Whether it is only that nothing here grants enrolment: another policy may. */
export const lacksGrantsOnly = (judgement: UserJudgement): boolean =>
  isLockedOut(judgement) && judgement.enrolment.some((way) => way.lacksGrantsOnly);

/** Whether whoever is held to MFA can get it: a deny that leaves no way locks people out. */
export const enrolmentLines = (judgement: UserJudgement): readonly string[] => {
  const { enrolment } = judgement;
  if (userAnswer(judgement) !== 'enforced') {
    return [];
  }
  const missing = [...new Set(enrolment.flatMap((way) => way.missing))].join(', ');
  if (lacksGrantsOnly(judgement)) {
    const text = `It denies nothing of enrolling a first device, and does not grant it either: whoever holds it needs ${missing} from another policy.`;
    return ['', ...wrap(text)];
  }
  if (isLockedOut(judgement)) {
    const text = `Nobody can enrol a first device: denied without MFA, or allowed nowhere here: ${missing}.`;
    return ['', ...wrap(text).map((line) => doubtful(line))];
  }
  const possible = enrolment.filter(({ answer }) => answer === 'possible');
  const ways = [...new Set(possible.map(({ kind }) => SESSION_NAMES[kind]))];
  return ways.length === 0 ? [] : ['', ...wrap(`A first device can be enrolled: ${ways.join(', ')}.`)];
};

const hasKeyEnrolment = ({ sessions }: UserJudgement): boolean =>
  sessions.some(({ why }) => why.some(({ code }) => code === KEY_ENROLMENT));

/** A key that is stolen before there is a device is all that it takes. */
export const keyEnrolmentLines = (judgement: UserJudgement): readonly string[] =>
  hasKeyEnrolment(judgement)
    ? [
        '',
        ...wrap(
          'Note: whoever holds an access key can enrol the first device with it, and then do everything.',
        ),
      ]
    : [];
