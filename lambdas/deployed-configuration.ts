import { readFileSync } from 'node:fs';
import { type GuardianConfiguration, parseConfiguration } from '#configuration/guardian-configuration.ts';

/** The reviewed configuration as it was deployed: a file beside the function's code. */
export const deployedConfiguration = (): GuardianConfiguration => {
  const file = new URL('./guardian.config.json', import.meta.url);
  const parsed = parseConfiguration(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) {
    throw new Error(`expected a valid ${file.pathname}, received:\n${parsed.problem}`);
  }
  return parsed.value;
};
