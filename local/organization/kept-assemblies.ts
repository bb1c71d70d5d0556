import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { localDirectory, projectDirectory } from '../local-directory.ts';

const kept = 2;
const inUseForMs = 600_000;

/** Everything that synthesis reads: sources, what is installed, how the bundler and the CDK are set up. */
const sourceDirectories = ['infra', 'lambdas', 'shared'];
const sourceFiles = [
  'cdk.json',
  'cdk.context.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

export interface AssemblyPlaces {
  /** The project whose sources are synthesized. */
  readonly project: string;
  /** Where assemblies are kept. */
  readonly store: string;
}

const ownPlaces: AssemblyPlaces = {
  project: projectDirectory,
  store: path.join(localDirectory, 'assemblies'),
};

const filesBelow = async (directory: string): Promise<readonly string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
};

const contentOf = (file: string): Promise<Buffer | undefined> => readFile(file).catch(() => undefined);

/** Names what synthesis makes of this configuration now: another content of any input gives another key. */
export const assemblyKey = async (configuration: string, { project } = ownPlaces): Promise<string> => {
  const found = await Promise.all(sourceDirectories.map((name) => filesBelow(path.join(project, name))));
  const single = sourceFiles.map((name) => path.join(project, name));
  const files = [...found.flat().toSorted(), ...single, path.join(homedir(), '.cdk.json')];
  const contents = await Promise.all(files.map(contentOf));
  const hash = createHash('sha256').update(JSON.stringify([process.version, configuration]));
  for (const [index, file] of files.entries()) {
    const content = contents[index];
    hash.update(JSON.stringify([path.relative(project, file), content?.length ?? 'absent']));
    hash.update(content ?? '');
  }
  return hash.digest('hex').slice(0, 32);
};

/** The assembly of this key, if it was kept. It then stays for the next ten minutes at least. */
export const findAssembly = async (key: string, { store } = ownPlaces): Promise<string | undefined> => {
  const directory = path.join(store, key);
  const now = new Date();
  return utimes(directory, now, now).then(
    () => directory,
    () => undefined,
  );
};

/**
 * Keeps a finished assembly under its key, where it appears as a whole or not at all, and forgets older ones.
 * Answers where it is now; when another process was faster, that one's serves.
 */
export const keepAssembly = async (finished: string, key: string, places = ownPlaces): Promise<string> => {
  const directory = path.join(places.store, key);
  await mkdir(places.store, { recursive: true });
  try {
    await rename(finished, directory);
  } catch (error) {
    if ((await findAssembly(key, places)) === undefined) throw error;
  }
  await findAssembly(key, places);
  await forgetOldAssemblies(places.store);
  return directory;
};

const forgetOldAssemblies = async (store: string): Promise<void> => {
  const directories = (await readdir(store)).map((name) => path.join(store, name));
  const dated = await Promise.all(directories.map(async (name) => ({ name, usedAt: await usedAt(name) })));
  const byAge = dated.toSorted((one, other) => other.usedAt - one.usedAt);
  const unused = byAge.slice(kept).filter(({ usedAt }) => Date.now() - usedAt > inUseForMs);
  for (const { name } of unused) await rm(name, { recursive: true, force: true });
};

/** Somebody else may have removed it meanwhile. */
const usedAt = async (directory: string): Promise<number> =>
  (await stat(directory).catch(() => undefined))?.mtimeMs ?? 0;
