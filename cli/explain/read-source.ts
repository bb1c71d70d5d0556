import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { InputProblem } from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { problemOf, type Source } from './source.ts';

/** What standard input is called. */
const STANDARD_INPUT = '-';

/** More than any account's authorization details, and less than the longest text of JavaScript. */
const MOST_BYTES = 268_435_456;

const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  ENAMETOOLONG: 'no file has a name as long as this; is it a document? Then pipe it in, with - as the path',
};

const describeRefusal = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return REFUSALS[code ?? ''] ?? `it could not be read (${printable(code ?? message)})`;
};

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
    return fail(problemOf(name, describeRefusal(error)));
  }
};

const jsonFilesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

const filesAt = async (path: string): Promise<Result<readonly string[], InputProblem>> => {
  try {
    if (path === STANDARD_INPUT || !(await stat(path)).isDirectory()) {
      return ok([path]);
    }
    const files = await jsonFilesIn(path);
    return files.length === 0 ? fail(problemOf(path, 'the folder has no *.json file')) : ok(files);
  } catch (error) {
    return fail(problemOf(path, describeRefusal(error)));
  }
};

/** Reads every path once, in the order given; of a folder its *.json files, however deep. */
export async function* readSources(paths: readonly string[]): AsyncGenerator<Result<Source, InputProblem>> {
  for (const path of new Set(paths)) {
    const files = await filesAt(path);
    if (!files.ok) {
      yield files;
      continue;
    }
    for (const file of files.value) {
      yield await readSource(file);
    }
  }
}
