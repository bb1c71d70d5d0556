import { DocumentSplitter, type Piece } from './document-splitter.ts';
import { findFiles } from './find-files.ts';
import { type ReadBytesOptions, readBytes } from './read-bytes.ts';
import { type OnProgress, ReadingProgress } from './reading-progress.ts';
import { recogniseRecord } from './recognise-record.ts';

/** A CloudTrail record, or an envelope of EventBridge's around one, as the file has it. Nothing in it has been checked. */
export interface ReadRecord {
  readonly kind: 'record';
  readonly file: string;
  /** The line, of the file decompressed, on which it begins, from 1. */
  readonly line: number;
  readonly value: unknown;
}

/** Something that was passed over. */
export interface ReadProblem {
  readonly kind: 'problem';
  readonly file: string;
  /** Where it begins. Null when nothing of the file could be read. */
  readonly line: number | null;
  /** Where it ends: the line in which reading went on, or the one before. */
  readonly lastLine: number | null;
  /** One printable line. */
  readonly reason: string;
}

export interface ReadRecordsOptions {
  /** Told after every chunk. */
  readonly onProgress?: OnProgress;
  /** How many bytes are read at a time. */
  readonly chunkBytes?: number;
}

type ReadItem = ReadRecord | ReadProblem;

const DEFAULT_CHUNK_BYTES = 128 * 1024;

const itemOf = (file: string, { line, lastLine, read }: Piece): ReadItem => {
  const record = read.ok ? recogniseRecord(read.value) : read;
  return record.ok
    ? { kind: 'record', file, line, value: record.value }
    : { kind: 'problem', file, line, lastLine, reason: record.problem };
};

const unreadableFile = (file: string, reason: string): ReadProblem => ({
  kind: 'problem',
  file,
  line: null,
  lastLine: null,
  reason,
});

async function* readFile(file: string, options: ReadBytesOptions): AsyncGenerator<ReadItem> {
  const splitter = new DocumentSplitter();
  let hasBegun = false;
  let cutOff: string | undefined;
  for await (const chunk of readBytes(file, options)) {
    if (!chunk.ok) {
      cutOff = chunk.problem;
      break;
    }
    hasBegun = true;
    for (const piece of splitter.push(chunk.value)) {
      yield itemOf(file, piece);
    }
  }
  if (cutOff !== undefined && !hasBegun) {
    yield unreadableFile(file, cutOff);
    return;
  }
  for (const piece of splitter.end(cutOff)) {
    yield itemOf(file, piece);
  }
}

/**
 * Every record in these files and folders, one after another, in files as CloudTrail delivers them to S3
 * (`{"Records": […]}`), with one record a line, in lists, or each for itself, compressed with gzip or not. What can not
 * be read is told and passed over. Never holds more than one record and what is read at a time.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export async function* readRecords(
  paths: readonly string[],
  { onProgress, chunkBytes = DEFAULT_CHUNK_BYTES }: ReadRecordsOptions = {},
): AsyncGenerator<ReadItem> {
  const progress = onProgress === undefined ? undefined : await ReadingProgress.of(paths, onProgress);
  for await (const found of findFiles(paths)) {
    if (found.ok) {
      yield* readFile(found.value.path, { chunkBytes, onRead: (bytes) => progress?.read(bytes) });
      progress?.fileEnded(found.value);
    } else {
      yield unreadableFile(found.problem.path, found.problem.reason);
    }
  }
}
