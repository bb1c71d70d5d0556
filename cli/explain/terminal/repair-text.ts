import { userAnswer } from '#core/explanation/answer.ts';
import type {
  ExplainedChange,
  ExplainedRepair,
  ExplainedSession,
  ExplainedTrustRepair,
  UserJudgement,
} from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import { bad, bold, dim, good } from '../../terminal/paint.ts';
import { bullet, wrap } from '../../terminal/wrap.ts';
import { compactJson } from './compact-json.ts';
import { type DiffLine, diffLines, hunks } from './line-diff.ts';
import { countActions } from './session-lines.ts';
import { visible, visibleJson } from './visible.ts';

const SIGNS = { same: '  ', removed: '- ', added: '+ ' } as const;
const COLOURS = { same: dim, removed: bad, added: good } as const;

const diffLine = (line: DiffLine | undefined): string =>
  line === undefined ? dim('    ...') : COLOURS[line.kind](`  ${SIGNS[line.kind]}${visibleJson(line.text)}`);

const documentLines = (before: string | undefined, after: string): readonly string[] =>
  (before === undefined
    ? compactJson(after)
        .split('\n')
        .map((text): DiffLine => ({ kind: 'added', text }))
    : hunks(diffLines(compactJson(before), compactJson(after)))
  ).map(diffLine);

const changeLines = (changes: readonly ExplainedChange[]): readonly string[] =>
  changes.flatMap(({ statement, text }, index) =>
    wrap(`${printable(statement)}: ${visible(text)}`, '     ', `  ${index + 1}. `),
  );

const withMfa = (sessions: readonly ExplainedSession[]): string => {
  const session = sessions.find(({ kind }) => kind === 'mfa');
  return session?.answer === 'open' ? `, and a session with MFA keeps ${countActions(session.open)}` : '';
};

type Texts = ReadonlyMap<string, string>;

const NONE_FOUND =
  'No change of one document was found that certainly mends this. The answers above say where to begin.';

const repairedLines = (
  { policy, changes, document, sessions }: ExplainedRepair & { readonly kind: 'repaired' },
  texts: Texts,
): readonly string[] => [
  '',
  ...(texts.has(policy)
    ? [bold(`The shortest change that mends this, of ${visible(policy)}:`), ...changeLines(changes)]
    : [bold('No document was found that mends this by itself. Attach this new policy:')]),
  '',
  ...documentLines(texts.get(policy), document),
  '',
  ...wrap(`Proved with it: every kind of session without MFA is enforced${withMfa(sessions)}.`),
];

/** What would mend it, with what is proved of that. */
export const repairLines = (judgement: UserJudgement, texts: Texts): readonly string[] => {
  const { repair } = judgement;
  switch (repair.kind) {
    case 'repaired':
      return repairedLines(repair, texts);
    case 'none-found':
      return userAnswer(judgement) === 'undetermined' ? [] : ['', ...wrap(NONE_FOUND)];
    case 'not-needed':
    case 'not-sought':
      return [];
  }
};

/** The same of a trust policy. */
export const trustRepairLines = (repair: ExplainedTrustRepair, before: string): readonly string[] => {
  if (repair.kind !== 'repaired') {
    return repair.kind === 'none-found' ? ['', ...wrap(NONE_FOUND)] : [];
  }
  return [
    '',
    bold('The shortest change that mends this:'),
    ...changeLines(repair.changes),
    '',
    ...documentLines(before, repair.document),
    '',
    'Proved with it:',
    ...repair.principals.flatMap(({ text }) => bullet(visible(text), '  ')),
  ];
};
