import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeRefusal } from '#core/kernel/describe-refusal.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';

/** Something to read. A pipe has no size. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
}

/** A path at which there is nothing that can be read, and why. */
export interface UnreadablePath {
  readonly path: string;
  readonly reason: string;
}

type Found = Result<FoundFile, UnreadablePath>;

const attempt = async <Value>(
  path: string,
  reading: Promise<Value>,
): Promise<Result<Value, UnreadablePath>> => {
  try {
    return ok(await reading);
  } catch (error) {
    return fail({ path, reason: describeRefusal(error) });
  }
};

async function* findEntry(path: string, entry: Dirent): AsyncGenerator<Found> {
  if (entry.isDirectory()) {
    yield* findInFolder(path);
    return;
  }
  const stats = await attempt(path, stat(path));
  if (!stats.ok) {
    yield stats;
  } else if (stats.value.isFile()) {
    yield ok({ path, bytes: stats.value.size });
  } else {
    // A link to a folder may lead back up; a pipe that nobody named may never end.
    yield fail({ path, reason: 'neither a file nor a folder of its own' });
  }
}

async function* findInFolder(folder: string): AsyncGenerator<Found> {
  const entries = await attempt(folder, readdir(folder, { withFileTypes: true }));
  if (!entries.ok) {
    yield entries;
    return;
  }
  for (const entry of entries.value.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    yield* findEntry(join(folder, entry.name), entry);
  }
}

async function* findAt(path: string): AsyncGenerator<Found> {
  const stats = await attempt(path, stat(path));
  if (!stats.ok) {
    yield stats;
  } else if (stats.value.isDirectory()) {
    yield* findInFolder(path);
  } else {
    yield ok({ path, bytes: stats.value.size });
  }
}

/**
 * The files at these paths, in their order: what is named, and what lies in a folder that is named, however deep,
 * in the order of the names. A link to a file is followed.
 */
export async function* findFiles(paths: readonly string[]): AsyncGenerator<Found> {
  for (const path of paths) {
    yield* findAt(path);
  }
}
