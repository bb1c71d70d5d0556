import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { InputProblem } from '#core/explanation/explanation.ts';
import { describeRefusal } from '#core/kernel/describe-refusal.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { problemOf, type Source } from './source.ts';

/** What standard input is called. */
const STANDARD_INPUT = '-';

/** More than any account's authorization details, and less than the longest text of JavaScript. */
const MOST_BYTES = 268_435_456;

/** Somebody may have given the document itself. */
const adviceFor = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === 'ENAMETOOLONG'
    ? '; is it a document? Then pipe it in, with - as the path'
    : '';

const whyNot = (error: unknown): string => `${describeRefusal(error)}${adviceFor(error)}`;

const TOO_LARGE = `it is larger than ${MOST_BYTES / 1_048_576} MiB. Split it: aws iam get-account-authorization-details --filter User gives less`;

const EMPTY = 'it is empty; --help says what can be given';

/** Windows' shells write UTF-16 when output is redirected. */
const decode = (bytes: Buffer): string =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');

const toSource = (name: string, bytes: Buffer): Result<Source, InputProblem> => {
  const text = decode(bytes);
  if (text.slice(0, 65_536).includes('\0')) {
    return fail(problemOf(name, 'it is no text, but bytes; expected JSON'));
  }
  return text.trim() === '' ? fail(problemOf(name, EMPTY)) : ok({ name, text });
};

const readUpTo = async (chunks: AsyncIterable<unknown>): Promise<Buffer | undefined> => {
  const read: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    read.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) {
      return undefined;
    }
  }
  return Buffer.concat(read);
};

/** The text at a path, or of standard input; whatever stands in the way is a problem of that name. */
const readSource = async (path: string): Promise<Result<Source, InputProblem>> => {
  const name = path === STANDARD_INPUT ? 'stdin' : path;
  try {
    await using file = path === STANDARD_INPUT ? undefined : await open(path);
    const bytes = await readUpTo(file?.createReadStream() ?? process.stdin);
    return bytes === undefined ? fail(problemOf(name, TOO_LARGE)) : toSource(name, bytes);
  } catch (error) {
    return fail(problemOf(name, whyNot(error)));
  }
};

const LINKED = 'a link to a folder, which is not followed. Give it as a PATH';

const MISNAMED = 'it is not read, as its name does not end in .json. Rename it, or give it as a PATH';

/** Whether a link leads to a folder. One that leads nowhere is found missing where it is read. */
const isLinkToFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

/** A file to be read, or why not; undefined for what nobody would take for a policy. */
const findIn = async (entry: Dirent): Promise<Result<string, InputProblem> | undefined> => {
  const path = join(entry.parentPath, entry.name);
  if (entry.isDirectory()) {
    return undefined;
  }
  if (entry.isSymbolicLink() && (await isLinkToFolder(path))) {
    return fail(problemOf(path, LINKED));
  }
  const name = entry.name.toLowerCase();
  if (name.endsWith('.json')) {
    return ok(path);
  }
  return name.includes('.json') ? fail(problemOf(path, MISNAMED)) : undefined;
};

type Found = readonly Result<string, InputProblem>[];

const filesIn = async (folder: string): Promise<Found> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  entries.sort((left, right) =>
    join(left.parentPath, left.name) < join(right.parentPath, right.name) ? -1 : 1,
  );
  const found: Result<string, InputProblem>[] = [];
  for (const entry of entries) {
    const one = await findIn(entry);
    found.push(...(one === undefined ? [] : [one]));
  }
  return found;
};

const filesAt = async (path: string): Promise<Found> => {
  try {
    if (path === STANDARD_INPUT || !(await stat(path)).isDirectory()) {
      return [ok(path)];
    }
    const found = await filesIn(path);
    return found.length === 0 ? [fail(problemOf(path, 'the folder has no *.json file'))] : found;
  } catch (error) {
    return [fail(problemOf(path, whyNot(error)))];
  }
};

/**
 * Reads every path once, in the order given; of a folder its *.json files, however deep and in whatever case. What is
 * left out there, and may be a policy, is a problem.
 */
export async function* readSources(paths: readonly string[]): AsyncGenerator<Result<Source, InputProblem>> {
  for (const path of new Set(paths)) {
    for (const file of await filesAt(path)) {
      yield file.ok ? await readSource(file.value) : file;
    }
  }
}
