// Loaded before the first commands that a newcomer types. Plain JavaScript, because an older Node.js runs it too.
import { existsSync } from 'node:fs';
import process from 'node:process';

const installed = new URL('../node_modules/.package-lock.json', import.meta.url);

if (!existsSync(installed)) {
  process.stderr.write('Nothing is installed here yet. First, in this folder: npm ci\n');
  process.exit(1);
}
