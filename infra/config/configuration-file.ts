import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type GuardianConfiguration, parseConfiguration } from '#configuration/guardian-configuration.ts';
import { describeRefusal } from '#core/kernel/describe-refusal.ts';
import { printable } from '#core/kernel/printable.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';

/** A configuration that was checked, and the file it was read from. */
export interface CheckedConfigurationFile {
  /** Absolute. The functions get this very file. */
  readonly path: string;
  readonly configuration: GuardianConfiguration;
}

const parseJson = (text: string): Result<unknown, string> => {
  if (text.trim() === '') {
    return fail('expected JSON, received an empty file');
  }
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return fail(printable(`expected JSON: ${(error as Error).message}`));
  }
};

const readText = (path: string): Result<string, unknown> => {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(error);
  }
};

const WRITE_ONE =
  'Copy guardian.config.example.json to guardian.config.json and fill it in, ' +
  'or name another file in the environment variable GUARDIAN_CONFIG.';

const SEE_SCHEMA = 'guardian.config.schema.json says what each field takes; editors show it while you write.';

/** Reads and checks the file. The problem is meant for whoever runs the command: where, what, and what to do. */
export const readConfigurationFile = (file: string): Result<CheckedConfigurationFile, string> => {
  const path = resolve(file);
  const text = readText(path);
  if (!text.ok) {
    return fail(`${path}: ${describeRefusal(text.problem)}.\n${WRITE_ONE}`);
  }
  const content = parseJson(text.value);
  const configuration = content.ok ? parseConfiguration(content.value) : content;
  return configuration.ok
    ? ok({ path, configuration: configuration.value })
    : fail(`${path}: the configuration can't be used.\n${configuration.problem}\n${SEE_SCHEMA}`);
};
