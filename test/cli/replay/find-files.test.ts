import { chmodSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../cli/replay/read-records.ts';
import { collect } from './read-back.ts';
import { makeRecordFolder } from './record-folder.ts';

const isRoot = process.getuid?.() === 0;

/** The files that are read at these paths, in their order, each of which holds its name; and what is wrong with others. */
const read = async (paths: readonly string[]) =>
  (await collect(readRecords(paths))).map((item) =>
    item.kind === 'record' ? (item.value as { eventName: string }).eventName : [item.file, item.reason],
  );

const makeNamedFolder = (...names: readonly string[]) => {
  const folder = makeRecordFolder();
  for (const name of names) {
    folder.write(name, JSON.stringify({ eventName: name }));
  }
  return folder;
};

const listen = async (path: string) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return { [Symbol.dispose]: () => server.close() };
};

describe('a folder', () => {
  it('is read however deep, in the order of the names', async () => {
    using folder = makeNamedFolder('b/2/z', 'b/10/y', 'a.json', 'c', 'B', '.hidden', 'a/x', 'é');
    expect(await read([folder.path])).toEqual(['.hidden', 'B', 'a/x', 'a.json', 'b/10/y', 'b/2/z', 'c', 'é']);
  });

  it('may be empty', async () => {
    using folder = makeRecordFolder();
    expect(await read([folder.path])).toEqual([]);
  });

  it('is read where it is named among others', async () => {
    using folder = makeNamedFolder('b/2', 'b/1', 'a');
    const paths = ['b', 'a', 'b/2'].map((name) => join(folder.path, name));
    expect(await read(paths)).toEqual(['b/1', 'b/2', 'a', 'b/2']);
  });

  it('is read through a link to it that is named, and to a file in it, but not through a link in it to a folder', async () => {
    using folder = makeNamedFolder('logs/a');
    const logs = join(folder.path, 'logs');
    symlinkSync(join(logs, 'a'), join(logs, 'link-to-file'));
    symlinkSync(folder.path, join(logs, 'link-to-folder'));
    symlinkSync(join(logs, 'nothing'), join(logs, 'link-to-nothing'));
    symlinkSync(logs, join(folder.path, 'link'));
    const link = join(folder.path, 'link');
    expect(await read([link])).toEqual([
      'logs/a',
      'logs/a',
      [join(link, 'link-to-folder'), 'neither a file nor a folder of its own'],
      [join(link, 'link-to-nothing'), 'there is no such file'],
    ]);
  });

  it('may hold what is no file, which is told', async () => {
    using folder = makeNamedFolder('a', 'z');
    const socket = join(folder.path, 'socket');
    using _server = await listen(socket);
    expect(await read([folder.path])).toEqual(['a', [socket, 'neither a file nor a folder of its own'], 'z']);
  });

  it.skipIf(isRoot)('may hold what nobody may read, which is told', async () => {
    using folder = makeNamedFolder('closed/b', 'a', 'z');
    const [closed, file] = [join(folder.path, 'closed'), join(folder.path, 'a')];
    chmodSync(closed, 0);
    chmodSync(file, 0);
    const items = await read([folder.path]);
    chmodSync(closed, 0o700);
    expect(items).toEqual([
      [file, 'reading it is not permitted'],
      [closed, 'reading it is not permitted'],
      'z',
    ]);
  });
});

describe('a path that can not be opened', () => {
  it('is told, and the next is read', async () => {
    using folder = makeNamedFolder('a');
    const [socket, file] = [join(folder.path, 'socket'), join(folder.path, 'a')];
    using _server = await listen(socket);
    expect(await read([socket, join(file, 'b'), file])).toEqual([
      [socket, 'it could not be read (ENXIO)'],
      [join(file, 'b'), 'there is no such file'],
      'a',
    ]);
  });
});
