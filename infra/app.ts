import process from 'node:process';
import { composeApp } from './compose-app.ts';
import { readConfigurationFile } from './config/configuration-file.ts';

// biome-ignore lint/style/noProcessEnv: the one place where the app reads its environment
const file = readConfigurationFile(process.env['GUARDIAN_CONFIG'] || 'guardian.config.json');

if (file.ok) {
  composeApp(file.value);
} else {
  process.stderr.write(`${file.problem}\n`);
  process.exitCode = 1;
}
