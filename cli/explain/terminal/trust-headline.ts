import { letsInWithMfa, trustAnswer } from '#core/explanation/answer.ts';
import type { TrustFinding } from '#core/explanation/explanation.ts';
import { assertNever } from '#core/kernel/assert-never.ts';
import { isBroken } from '#core/trust/is-broken.ts';
import { bad, doubtful, good } from '../../terminal/paint.ts';

export interface TrustHeadline {
  readonly text: string;
  readonly paint: (text: string) => string;
}

const openText = ({ principals }: TrustFinding): string => {
  const open = principals.filter(({ answer }) => answer === 'without-mfa').length;
  return open === principals.length
    ? 'MFA is not required: whoever is trusted here may assume this role without it.'
    : `MFA is not required: ${open} of ${principals.length} principals may assume this role without it.`;
};

const brokenText = ({ principals }: TrustFinding): string => {
  const broken = principals.filter(isBroken).length;
  if (broken === 0) {
    return '';
  }
  return broken === principals.length
    ? ' It asks for MFA, which none of those who are trusted here can ever carry.'
    : ` It is broken for ${broken} of ${principals.length} principals: they can never carry MFA.`;
};

/** Nobody is let in without MFA who could have it: that may be because nobody could, or because nobody is let in. */
const shutHeadline = (finding: TrustFinding): TrustHeadline => {
  const { principals } = finding;
  const broken = brokenText(finding);
  if (letsInWithMfa(principals)) {
    const text = 'MFA is required: whoever can carry it may assume this role with it only.';
    return { text: text + broken, paint: broken === '' ? good : doubtful };
  }
  return principals.some(({ answer }) => answer !== 'denied')
    ? {
        text: `Nobody who is trusted here can carry MFA: this role may be assumed without it.${broken}`,
        paint: broken === '' ? String : doubtful,
      }
    : { text: `Nobody may assume this role.${broken}`, paint: doubtful };
};

/** The answer in a sentence, and its colour. */
export const trustHeadline = (finding: TrustFinding): TrustHeadline => {
  const answer = trustAnswer(finding);
  switch (answer) {
    case 'without-mfa':
      return { text: openText(finding) + brokenText(finding), paint: bad };
    case 'requires-mfa':
      return shutHeadline(finding);
    case 'undetermined':
      return {
        text: 'Not judged: AWS leaves open whether this trust policy requires MFA.',
        paint: doubtful,
      };
    default:
      return assertNever(answer);
  }
};
