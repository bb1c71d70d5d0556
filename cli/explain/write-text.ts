import { exitCodeOf } from '#core/explanation/answer.ts';
import type { SubjectExplanation } from '#core/explanation/explanation.ts';
import { countExplanations } from './count-explanations.ts';
import { explainSubject, type Judging } from './explain-subject.ts';
import type { Subjects } from './list-subjects.ts';
import type { Subject } from './subject.ts';
import { subjectText } from './subject-text.ts';
import { problemLines } from './terminal/problem-lines.ts';
import { rankOf, subjectRow, summaryLines, titleLine } from './terminal/several-text.ts';

/** Subjects of which all the same is to be said, told of once. */
interface Alike {
  readonly first: Subject;
  readonly explanation: SubjectExplanation;
  readonly titles: string[];
}

const toText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const findAlike = (
  subjects: readonly Subject[],
  judging: Judging,
  onEach: (one: SubjectExplanation) => void,
) => {
  const alike = new Map<string, Alike>();
  for (const subject of subjects) {
    const explanation = explainSubject(subject, judging);
    onEach(explanation);
    if (exitCodeOf(explanation) !== 0) {
      const said = subjectText(explanation, subject).join('\n');
      const known = alike.get(said);
      if (known === undefined) {
        alike.set(said, { first: subject, explanation, titles: [subject.subject.title] });
      } else {
        known.titles.push(subject.subject.title);
      }
    }
  }
  return [...alike.values()].sort((left, right) => rankOf(right.explanation) - rankOf(left.explanation));
};

/** A repair is looked for where so few different answers are told of that it does not take minutes. */
const MOST_REPAIRS = 25;

/** A table of everybody, the worst first, then what there is to say of those who are open. */
function* severalTexts({ subjects, problems }: Subjects, judging: Judging): Generator<string, number> {
  const { counts, add } = countExplanations();
  let exitCode = problems.length > 0 ? 2 : 0;
  const alike = findAlike(subjects, { ...judging, seeksRepair: false }, (explanation) => {
    add(explanation);
    exitCode = Math.max(exitCode, exitCodeOf(explanation));
  });
  yield toText([
    ...summaryLines(counts),
    ...(problems.length === 0 ? [] : ['', ...problemLines(problems)]),
    '',
  ]);
  for (const { explanation, titles } of alike) {
    yield toText(subjectRow(explanation, titles));
  }
  const seeksRepair = judging.seeksRepair && alike.length <= MOST_REPAIRS;
  for (const { first, titles } of alike) {
    const explanation = explainSubject(first, { ...judging, seeksRepair });
    yield toText(['', ...titleLine(titles), '', ...subjectText(explanation, first)]);
  }
  return exitCode;
}

/** Everything that there is to say, for a terminal, and the exit code. */
export function* textOf(found: Subjects, judging: Judging): Generator<string, number> {
  const [only] = found.subjects;
  if (only === undefined || found.subjects.length > 1 || found.problems.length > 0 || found.areSeveral) {
    return yield* severalTexts(found, judging);
  }
  const explanation = explainSubject(only, judging);
  yield toText(subjectText(explanation, only));
  return exitCodeOf(explanation);
}
