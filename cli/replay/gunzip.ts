import { createGunzip, type Gunzip } from 'node:zlib';
import { fail, ok, type Result } from '#core/kernel/result.ts';

// A byte of gzip can become a thousand, and all that comes of one write is held.
export const BYTES_A_WRITE = 16 * 1024;
const BYTES_A_READ = 64 * 1024;

const describe = ({ code, message }: NodeJS.ErrnoException): string =>
  code === 'Z_BUF_ERROR' ? 'the gzip data ends too early' : `the gzip data is damaged (${message})`;

/** Gives what comes of each write before it says that the stream failed; read by itself, a stream that fails forgets it. */
class Inflation {
  readonly #stream: Gunzip;
  #inflated: Result<Buffer, string>[] = [];
  #isOver = false;
  #settle = (): void => undefined;

  constructor() {
    this.#stream = createGunzip({ chunkSize: BYTES_A_READ })
      .on('data', (bytes) => this.#inflated.push(ok(bytes)))
      .on('end', () => this.#endInflation())
      .on('error', (error) => {
        this.#inflated.push(fail(describe(error)));
        this.#endInflation();
      });
  }

  write(bytes: Buffer): Promise<readonly Result<Buffer, string>[]> {
    return this.#untilSettled((settle) => this.#stream.write(bytes, settle));
  }

  end(): Promise<readonly Result<Buffer, string>[]> {
    return this.#untilSettled(() => this.#stream.end());
  }

  destroy(): void {
    this.#stream.destroy();
  }

  /** After an error, or at zeros behind the last member, the stream calls back no more. */
  #endInflation(): void {
    this.#isOver = true;
    this.#settle();
  }

  async #untilSettled(begin: (settle: () => void) => unknown): Promise<readonly Result<Buffer, string>[]> {
    if (!this.#isOver) {
      await new Promise<void>((settle) => {
        this.#settle = settle;
        begin(settle);
      });
    }
    return this.#inflated.splice(0);
  }
}

async function* slices(
  chunks: AsyncIterable<Result<Buffer, string>>,
): AsyncGenerator<Result<Buffer, string>> {
  for await (const chunk of chunks) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    for (let start = 0; start < chunk.value.length; start += BYTES_A_WRITE) {
      yield ok(chunk.value.subarray(start, start + BYTES_A_WRITE));
    }
  }
}

/**
 * What was compressed, all members of the file one behind another. A failure is the last that is given; all that was
 * there is given before when the data end too early, and all but the last 64 kB when they are damaged.
 */
export async function* gunzip(
  chunks: AsyncIterable<Result<Buffer, string>>,
): AsyncGenerator<Result<Buffer, string>> {
  const inflation = new Inflation();
  try {
    for await (const slice of slices(chunks)) {
      const inflated = slice.ok ? await inflation.write(slice.value) : [slice];
      yield* inflated;
      if (inflated.at(-1)?.ok === false) {
        return;
      }
    }
    yield* await inflation.end();
  } finally {
    inflation.destroy();
  }
}
