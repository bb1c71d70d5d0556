import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type GuardianConfiguration, parseConfiguration } from '#configuration/guardian-configuration.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';

/** A configuration that was checked, and the file it was read from. */
export interface CheckedConfigurationFile {
  /** Absolute. The functions get this very file. */
  readonly path: string;
  readonly configuration: GuardianConfiguration;
}

const parseJson = (text: string): Result<unknown, string> => {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return fail(`expected JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Reads and checks the file. The problem is meant for whoever runs the command: where, what, and what to do. */
export const readConfigurationFile = (file: string): Result<CheckedConfigurationFile, string> => {
  const path = resolve(file);
  if (!existsSync(path)) {
    return fail(
      `${path}: there is no such file.\n` +
        'Copy guardian.config.example.json to guardian.config.json and fill it in, ' +
        'or name another file in the environment variable GUARDIAN_CONFIG.',
    );
  }
  const content = parseJson(readFileSync(path, 'utf8'));
  const configuration = content.ok ? parseConfiguration(content.value) : content;
  return configuration.ok
    ? ok({ path, configuration: configuration.value })
    : fail(`${path}: the configuration can't be used.\n${configuration.problem}`);
};
