import { exitCodeOf, withoutMfa } from '#core/explanation/answer.ts';
import type { SubjectExplanation } from '#core/explanation/explanation.ts';
import { countExplanations } from './count-explanations.ts';
import { explainSubject, type Judging } from './explain-subject.ts';
import type { Subjects } from './list-subjects.ts';
import type { Subject } from './subject.ts';
import { subjectText } from './subject-text.ts';
import { assumptionLines } from './terminal/assumption-lines.ts';
import { problemLines } from './terminal/problem-lines.ts';
import { rankOf, subjectRow, summaryLines, titleLines } from './terminal/several-text.ts';

/** Subjects that are open for the same reasons, told of once: by the one that reaches most. */
interface Alike {
  readonly worst: Subject;
  readonly explanation: SubjectExplanation;
  readonly titles: string[];
}

const toText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** What is the same of those who are told of together. */
const reasonsOf = (explanation: SubjectExplanation): string =>
  JSON.stringify(
    explanation.kind === 'user'
      ? [
          explanation.problems,
          withoutMfa(explanation).map(({ kind, answer, why, gaps }) => [kind, answer, why, gaps]),
        ]
      : [explanation.problems, explanation.principals],
  );

const joined = (known: Alike | undefined, one: Alike): Alike => {
  if (known === undefined) {
    return one;
  }
  // There may be very many of them: nothing is copied.
  known.titles.push(...one.titles);
  return rankOf(one.explanation) > rankOf(known.explanation) ? { ...one, titles: known.titles } : known;
};

const findAlike = (
  subjects: readonly Subject[],
  judging: Judging,
  onEach: (one: SubjectExplanation) => void,
): readonly Alike[] => {
  const alike = new Map<string, Alike>();
  for (const subject of subjects) {
    const explanation = explainSubject(subject, judging);
    onEach(explanation);
    if (exitCodeOf(explanation) !== 0) {
      const reasons = reasonsOf(explanation);
      const one = { worst: subject, explanation, titles: [subject.subject.title] };
      alike.set(reasons, joined(alike.get(reasons), one));
    }
  }
  return [...alike.values()].sort((left, right) => rankOf(right.explanation) - rankOf(left.explanation));
};

/** A repair is looked for where so few different answers are told of that it does not take minutes. */
const MOST_REPAIRS = 25;

/** A table of everybody, the worst first, then what there is to say of those who are open. */
function* severalTexts({ subjects, problems }: Subjects, judging: Judging): Generator<string, number> {
  const { counts, add } = countExplanations();
  const assumed = new Set<string>();
  // Where nobody was judged, nobody passed.
  let exitCode = problems.length > 0 || subjects.length === 0 ? 2 : 0;
  const alike = findAlike(subjects, { ...judging, seeksRepair: false }, (explanation) => {
    add(explanation);
    for (const one of explanation.assumed) {
      assumed.add(one);
    }
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
  for (const { worst, titles } of alike) {
    const explanation = explainSubject(worst, { ...judging, seeksRepair });
    yield toText(['', ...titleLines(titles, worst.subject.title), '', ...subjectText(explanation, worst)]);
  }
  // Also of those who are only counted something may have been taken for granted.
  const told = new Set(alike.flatMap(({ explanation }) => explanation.assumed));
  yield toText(assumptionLines([...assumed].filter((one) => !told.has(one))));
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
