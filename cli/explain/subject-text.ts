import type { SubjectExplanation } from '#core/explanation/explanation.ts';
import type { Subject } from './subject.ts';
import { trustText } from './terminal/trust-text.ts';
import { userText } from './terminal/user-text.ts';

/** All that there is to say of one subject, in lines for a terminal. */
export const subjectText = (explanation: SubjectExplanation, { texts }: Subject): readonly string[] =>
  explanation.kind === 'user'
    ? userText(explanation, texts)
    : trustText(explanation, [...texts.values()].join('\n'));
