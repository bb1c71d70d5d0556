import { exitCodeOf } from '#core/explanation/answer.ts';
import type { UserExplanation } from '#core/explanation/explanation.ts';
import { userText } from './terminal/user-text.ts';

type Write = (text: string) => void;

/** What is written, and the exit code that it comes to. */
export const writeExplanations = (
  explanations: readonly UserExplanation[],
  json: boolean,
  write: Write,
): number => {
  for (const explanation of explanations) {
    write(json ? `${JSON.stringify(explanation, null, 2)}\n` : `${userText(explanation).join('\n')}\n`);
  }
  return Math.max(0, ...explanations.map(exitCodeOf));
};
