import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a file as the functions on AWS Lambda are bundled; gives the path of the bundle. */
export const bundled = async (file: URL): Promise<string> => {
  const outfile = join(mkdtempSync(join(tmpdir(), 'mfa-guardian-bench-')), 'bundle.mjs');
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
