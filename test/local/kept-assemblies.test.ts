import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AssemblyPlaces,
  assemblyKey,
  findAssembly,
  keepAssembly,
} from '../../local/organization/kept-assemblies.ts';

const files = [
  'infra/app.ts',
  'infra/stacks/hub-stack.ts',
  'lambdas/route-change/handler.ts',
  'shared/core/proof/prove.ts',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];
let places: AssemblyPlaces;

const write = async (file: string, content: string): Promise<void> => {
  const target = path.join(places.project, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
};
const key = (configuration = '{}') => assemblyKey(configuration, places);

/** An assembly as synthesis leaves it, in a directory of the process that made it. */
const finish = async (content: string): Promise<string> => {
  const directory = await mkdtemp(path.join(places.project, 'made-'));
  await writeFile(path.join(directory, 'manifest.json'), content);
  return directory;
};
const contentOf = (directory: string | undefined) =>
  readFile(path.join(directory ?? 'nothing kept', 'manifest.json'), 'utf8');

beforeEach(async () => {
  const project = await mkdtemp(path.join(tmpdir(), 'guardian assemblies '));
  places = { project, store: path.join(project, '.local', 'assemblies') };
  for (const file of files) await write(file, file);
});

afterEach(() => rm(places.project, { recursive: true }));

describe('the key of an assembly', () => {
  it('is the same while nothing changes, wherever the project is', async () => {
    const before = await key();
    expect(await key()).toBe(before);
    const elsewhere = await mkdtemp(path.join(tmpdir(), 'guardian-copy-'));
    await cp(places.project, elsewhere, { recursive: true });
    expect(await assemblyKey('{}', { ...places, project: elsewhere })).toBe(before);
    await rm(elsewhere, { recursive: true });
  });

  it.each(files)('is another one when the content of %s changes, and no length', async (file) => {
    const before = await key();
    await write(file, file.toUpperCase());
    expect(await key()).not.toBe(before);
  });

  it('is another one for a file that is added, renamed or removed', async () => {
    const keys = [await key()];
    await write('shared/core/more.ts', '');
    keys.push(await key());
    await rm(path.join(places.project, 'shared/core/more.ts'));
    await write('shared/core/other.ts', '');
    keys.push(await key());
    await rm(path.join(places.project, 'cdk.json'));
    keys.push(await key());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is another one for another configuration', async () => {
    expect(await key('{"mode":"observe"}')).not.toBe(await key('{"mode":"enforce"}'));
  });

  it('is another one for another release of Node.js', async () => {
    const before = await key();
    const { version } = process;
    Object.defineProperty(process, 'version', { value: 'v99.0.0' });
    expect(await key()).not.toBe(before);
    Object.defineProperty(process, 'version', { value: version });
  });
});

describe('an assembly', () => {
  it('is found once it was kept, and only under its key', async () => {
    expect(await findAssembly('one', places)).toBeUndefined();
    const directory = await keepAssembly(await finish('first'), 'one', places);
    expect(await findAssembly('one', places)).toBe(directory);
    expect(await contentOf(directory)).toBe('first');
    expect(await findAssembly('other', places)).toBeUndefined();
  });

  it('that two processes made at a time is kept once, and both can use it', async () => {
    const both = await Promise.all(['first', 'second'].map(finish));
    const kept = await Promise.all(both.map((directory) => keepAssembly(directory, 'one', places)));
    expect(new Set(kept).size).toBe(1);
    expect(['first', 'second']).toContain(await contentOf(kept[0]));
  });

  it('is forgotten when there are two newer ones and nobody used it for ten minutes', async () => {
    const make = async (name: string) => keepAssembly(await finish(name), name, places);
    const old = await make('old');
    const inUse = await make('in-use');
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(old, longAgo, longAgo);
    await utimes(inUse, longAgo, longAgo);
    await findAssembly('in-use', places);
    await make('new');
    await make('newest');
    expect((await readdir(places.store)).toSorted()).toEqual(['in-use', 'new', 'newest']);
  });
});
