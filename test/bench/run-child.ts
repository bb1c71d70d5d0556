import { execFileSync } from 'node:child_process';
import process from 'node:process';

const OUTPUT = 10_000_000;

/** What a fresh process of the same Node.js prints, read as JSON. */
export const runChild = (file: string, ...parameters: readonly string[]): unknown =>
  JSON.parse(execFileSync(process.execPath, [file, ...parameters], { encoding: 'utf8', maxBuffer: OUTPUT }));
