import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';

const Package = z.object({ scripts: z.record(z.string(), z.string()) });

/** The scripts of package.json, in their order. */
export const SCRIPTS: ReadonlyMap<string, string> = new Map(
  Object.entries(Package.parse(JSON.parse(readFileSync('package.json', 'utf8'))).scripts),
);

/** The file that a script runs with Node.js and nothing else; undefined for other scripts. */
export const fileOf = (script: string): string | undefined =>
  /^node (?:--import \S+\.mjs )?(\S+\.ts)$/.exec(SCRIPTS.get(script) ?? '')?.[1];

/** What is known of nobody: no profile, no key, no instance that could give one. */
const NOBODY = {
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

type Environment = Readonly<Record<string, string>>;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const wordsOf = (script: string, parameters: readonly string[]): readonly string[] => [
  fileOf(script) ?? '',
  ...parameters,
];

/** Runs what a script of package.json runs, as somebody whom AWS does not know. */
export const runScript = (
  script: string,
  parameters: readonly string[],
  environment: Environment = {},
): Ended => {
  const { status, stdout, stderr } = spawnSync(process.execPath, wordsOf(script, parameters), {
    encoding: 'utf8',
    input: '',
    env: { ...NOBODY, ...environment },
  });
  return { status, stdout, stderr };
};

/** The same, while this process goes on. */
export const startScript = (
  script: string,
  parameters: readonly string[],
  environment: Environment = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      wordsOf(script, parameters),
      { env: { ...NOBODY, ...environment } },
      (error, stdout, stderr) => resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

/** The same, read by nobody: the pipe is closed before anything is written. Gives what was complained of. */
export const runUnread = async (script: string, parameters: readonly string[]): Promise<string> => {
  const child = spawn(process.execPath, wordsOf(script, parameters), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: NOBODY,
  });
  child.stdout.destroy();
  const [complaints] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return complaints;
};
