import type { ExplainedPrincipal, TrustExplanation, TrustFinding } from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import { isBroken } from '#core/trust/is-broken.ts';
import { bad, bold, dim, doubtful, good } from '../../terminal/paint.ts';
import { bullet, wrap } from '../../terminal/wrap.ts';
import { problemLines } from './problem-lines.ts';
import { trustRepairLines } from './repair-text.ts';
import { trustHeadline } from './trust-headline.ts';
import { visible } from './visible.ts';

const MARKS = {
  'without-mfa': ['✘', bad],
  'requires-mfa': ['✔', good],
  'cannot-carry-mfa': ['·', dim],
  denied: ['·', dim],
  undetermined: ['?', doubtful],
} as const;

const WARNING = ['!', doubtful] as const;

const deservesWarning = (principal: ExplainedPrincipal): boolean =>
  isBroken(principal) || principal.why.some(({ code }) => code === 'names-any-provider');

const principalLines = (principal: ExplainedPrincipal): readonly string[] => {
  const { answer, text, why } = principal;
  const [mark, paint] = deservesWarning(principal) ? WARNING : MARKS[answer];
  return [
    ...wrap(`${mark} ${visible(text)}`, '  ', '').map((line) => paint(line)),
    ...why.flatMap((reason) =>
      bullet(`statement ${printable(reason.statement)}: ${visible(reason.text)}`, '    '),
    ),
  ];
};

const headlineLines = (finding: TrustFinding): readonly string[] => {
  const { text, paint } = trustHeadline(finding);
  return wrap(text).map((line) => bold(paint(line)));
};

const findingLines = (finding: TrustFinding, before: string): readonly string[] => [
  ...headlineLines(finding),
  '',
  ...finding.principals.flatMap(principalLines),
  ...trustRepairLines(finding.repair, before),
];

const refusedLines = (explanation: TrustExplanation, before: string): readonly string[] => [
  bold(doubtful('Not judged: there is a problem with this trust policy.')),
  '',
  ...problemLines(explanation.problems),
  ...(explanation.ifMended === null
    ? []
    : ['', 'Without that it would be:', '', ...findingLines(explanation.ifMended, before)]),
];

/** All that there is to say of one trust policy, in lines for a terminal. `before` is its text. */
export const trustText = (explanation: TrustExplanation, before: string): readonly string[] =>
  explanation.problems.length > 0 ? refusedLines(explanation, before) : findingLines(explanation, before);
