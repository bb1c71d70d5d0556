import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a file as the functions on AWS Lambda are bundled; gives the path of the bundle, which goes with this process. */
export const bundled = async (file: URL): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-guardian-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'bundle.mjs');
  await build({
    entryPoints: [fileURLToPath(file)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    sourcemap: true,
    logLevel: 'error',
  });
  return outfile;
};
