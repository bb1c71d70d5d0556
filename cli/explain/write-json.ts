import { exitCodeOf } from '#core/explanation/answer.ts';
import type { SeveralExplanations } from '#core/explanation/explanation.ts';
import { countExplanations } from './count-explanations.ts';
import { explainSubject, type Judging } from './explain-subject.ts';
import type { Subjects } from './list-subjects.ts';
import { visibleJson } from './terminal/visible.ts';

type Several = Omit<SeveralExplanations, 'explanations'>;

/** One explanation as JSON, or several, each written as soon as it is found: in characters that no terminal obeys. */
export function* jsonOf(
  { subjects, problems, areSeveral }: Subjects,
  judging: Judging,
): Generator<string, number> {
  const [only] = subjects;
  if (only !== undefined && subjects.length === 1 && problems.length === 0 && !areSeveral) {
    const explanation = explainSubject(only, judging);
    yield `${visibleJson(JSON.stringify(explanation, null, 2))}\n`;
    return exitCodeOf(explanation);
  }
  const { counts, add } = countExplanations();
  // Where nobody was judged, nobody passed.
  let exitCode = problems.length > 0 || subjects.length === 0 ? 2 : 0;
  yield '{"explanations":[\n';
  for (const [index, subject] of subjects.entries()) {
    const explanation = explainSubject(subject, judging);
    add(explanation);
    exitCode = Math.max(exitCode, exitCodeOf(explanation));
    yield `${index === 0 ? '' : ',\n'}${visibleJson(JSON.stringify(explanation))}`;
  }
  const rest: Several = { schemaVersion: 1, kind: 'several', counts, problems };
  yield `\n],${visibleJson(JSON.stringify(rest).slice(1))}\n`;
  return exitCode;
}
