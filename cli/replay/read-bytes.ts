import { createReadStream, type ReadStream } from 'node:fs';
import { describeRefusal } from '#core/kernel/describe-refusal.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { gunzip } from './gunzip.ts';

export interface ReadBytesOptions {
  /** How many bytes are read at a time. */
  readonly chunkBytes: number;
  /** Told how many bytes of the file have been read each time. */
  readonly onRead: (bytes: number) => void;
}

type Chunk = Result<Buffer, string>;

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

async function* chunksOf(stream: ReadStream): AsyncGenerator<Chunk> {
  try {
    for await (const bytes of stream) {
      yield ok(bytes);
    }
  } catch (error) {
    yield fail(describeRefusal(error));
  }
}

async function* countedChunks(stream: ReadStream, onRead: (bytes: number) => void): AsyncGenerator<Chunk> {
  for await (const chunk of chunksOf(stream)) {
    if (chunk.ok) {
      onRead(chunk.value.length);
    }
    yield chunk;
  }
}

const joined = (chunks: readonly Chunk[]): Buffer =>
  Buffer.concat(chunks.flatMap((chunk) => (chunk.ok ? [chunk.value] : [])));

/** As many of the first chunks as it takes to know the file's first bytes. */
const readHead = async (chunks: AsyncGenerator<Chunk>): Promise<readonly Chunk[]> => {
  const head: Chunk[] = [];
  while (joined(head).length < GZIP_MAGIC.length) {
    const next = await chunks.next();
    if (next.done === true) {
      break;
    }
    head.push(next.value);
  }
  return head;
};

async function* inOrder(head: readonly Chunk[], rest: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  yield* head;
  yield* rest;
}

/**
 * The bytes of a file, decompressed when its first bytes are those of gzip, whatever its name. A failure, in words,
 * is the last that is given.
 */
export async function* readBytes(
  file: string,
  { chunkBytes, onRead }: ReadBytesOptions,
): AsyncGenerator<Chunk> {
  const stream = createReadStream(file, { highWaterMark: chunkBytes });
  try {
    const chunks = countedChunks(stream, onRead);
    const head = await readHead(chunks);
    const all = inOrder(head, chunks);
    yield* joined(head).subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC) ? gunzip(all) : all;
  } finally {
    stream.destroy();
  }
}
