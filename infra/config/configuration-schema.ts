import * as z from 'zod/mini';
import { ConfigurationFile } from '#configuration/guardian-configuration.ts';

/** The JSON Schema of `guardian.config.json`, as text: what editors check while people write the file. */
export const configurationSchema = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(ConfigurationFile, { io: 'input' });
  return `${JSON.stringify({ $schema, title: 'MFA Guardian configuration', ...schema }, null, 2)}\n`;
};
