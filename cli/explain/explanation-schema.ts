import * as z from 'zod/mini';
import { ExplanationSchema } from '#contracts/explanation.ts';

/** The JSON Schema of what `npm run explain -- --json` writes, as text. */
export const explanationSchema = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(ExplanationSchema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: 'MFA Guardian explanation', ...schema }, null, 2)}\n`;
};
