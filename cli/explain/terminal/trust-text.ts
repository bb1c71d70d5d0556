import { trustAnswer } from '#core/explanation/answer.ts';
import type { ExplainedPrincipal, TrustExplanation, TrustFinding } from '#core/explanation/explanation.ts';
import { assertNever } from '#core/kernel/assert-never.ts';
import { printable } from '#core/kernel/printable.ts';
import { bad, bold, dim, doubtful, good } from './paint.ts';
import { problemLines } from './problem-lines.ts';
import { trustRepairLines } from './repair-text.ts';
import { visible } from './visible.ts';
import { bullet, wrap } from './wrap.ts';

const MARKS = {
  'without-mfa': ['✘', bad],
  'requires-mfa': ['✔', good],
  'cannot-carry-mfa': ['·', dim],
  denied: ['✔', good],
  undetermined: ['?', doubtful],
} as const;

const principalLines = ({ answer, text, why }: ExplainedPrincipal): readonly string[] => {
  const [mark, paint] = MARKS[answer];
  return [
    ...wrap(`${mark} ${visible(text)}`, '  ', '').map((line) => paint(line)),
    ...why.flatMap((reason) =>
      bullet(`statement ${printable(reason.statement)}: ${visible(reason.text)}`, '    '),
    ),
  ];
};

const headline = (finding: TrustFinding): string => {
  const open = finding.principals.filter(({ answer }) => answer === 'without-mfa').length;
  const answer = trustAnswer(finding);
  switch (answer) {
    case 'without-mfa':
      return open === finding.principals.length
        ? 'MFA is not required: whoever is trusted here may assume this role without it.'
        : `MFA is not required: ${open} of ${finding.principals.length} principals may assume this role without it.`;
    case 'requires-mfa':
      return 'MFA is required: whoever can carry it may assume this role with it only.';
    case 'undetermined':
      return 'Not judged: AWS leaves open whether this trust policy requires MFA.';
    default:
      return assertNever(answer);
  }
};

const PAINT = { 'without-mfa': bad, 'requires-mfa': good, undetermined: doubtful } as const;

const findingLines = (finding: TrustFinding, before: string): readonly string[] => [
  ...wrap(headline(finding)).map((line) => bold(PAINT[trustAnswer(finding)](line))),
  '',
  ...finding.principals.flatMap(principalLines),
  ...trustRepairLines(finding.repair, before),
];

const refusedLines = (explanation: TrustExplanation, before: string): readonly string[] => [
  bold(doubtful('Not judged: IAM would refuse this trust policy.')),
  '',
  ...problemLines(explanation.problems),
  ...(explanation.ifMended === null
    ? []
    : ['', 'Without that it would be:', '', ...findingLines(explanation.ifMended, before)]),
];

/** All that there is to say of one trust policy, in lines for a terminal. `before` is its text. */
export const trustText = (explanation: TrustExplanation, before: string): readonly string[] =>
  explanation.problems.length > 0 ? refusedLines(explanation, before) : findingLines(explanation, before);
