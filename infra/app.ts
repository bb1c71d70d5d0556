import process from 'node:process';
import { composeApp } from './compose-app.ts';
import { readConfigurationFile } from './config/configuration-file.ts';
import { exampleValuesIn } from './config/example-values.ts';

// biome-ignore lint/style/noProcessEnv: the one place where the app reads its environment
const file = readConfigurationFile(process.env['GUARDIAN_CONFIG'] || 'guardian.config.json');
const problem = file.ok ? exampleValuesIn(file.value) : file.problem;

if (file.ok && problem === undefined) {
  composeApp(file.value);
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
