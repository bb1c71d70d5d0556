import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The Node.js release of the Lambda runtime the functions are deployed with. */
const lambdaMajor = 24;

/** The directory of a Node.js with the release of the Lambda runtime, to stand first on the emulator's PATH. */
export function nodeDirectory(): string {
  if (Number.parseInt(process.versions.node, 10) === lambdaMajor) return path.dirname(process.execPath);
  const packaged = path.join(
    path.dirname(fileURLToPath(import.meta.resolve('node/package.json'))),
    'bin',
    'node',
  );
  const real = execFileSync(packaged, ['-p', 'process.execPath'], { encoding: 'utf8', env: {} });
  return path.dirname(real.trim());
}
