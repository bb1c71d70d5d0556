import { type FoundFile, findFiles } from './find-files.ts';

export interface ReadProgress {
  /** Of the files as they lie there, compressed or not; what could not be read of one counts when it is done with. */
  readonly bytesRead: number;
  /** What the files had when reading began. A pipe counts as nothing. */
  readonly totalBytes: number;
}

export type OnProgress = (progress: ReadProgress) => void;

const sizeOfAll = async (paths: readonly string[]): Promise<number> => {
  let bytes = 0;
  for await (const found of findFiles(paths)) {
    bytes += found.ok ? found.value.bytes : 0;
  }
  return bytes;
};

/** Adds up how far the files at some paths have been read. */
export class ReadingProgress {
  readonly #totalBytes: number;
  readonly #onProgress: OnProgress;
  #bytesOfFile = 0;
  #bytesBefore = 0;

  private constructor(totalBytes: number, onProgress: OnProgress) {
    this.#totalBytes = totalBytes;
    this.#onProgress = onProgress;
  }

  static async of(paths: readonly string[], onProgress: OnProgress): Promise<ReadingProgress> {
    return new ReadingProgress(await sizeOfAll(paths), onProgress);
  }

  read(bytes: number): void {
    this.#bytesOfFile += bytes;
    this.#tell();
  }

  fileEnded({ bytes }: FoundFile): void {
    this.#bytesBefore += Math.max(bytes, this.#bytesOfFile);
    this.#bytesOfFile = 0;
    this.#tell();
  }

  #tell(): void {
    this.#onProgress({
      bytesRead: this.#bytesBefore + this.#bytesOfFile,
      totalBytes: this.#totalBytes,
    });
  }
}
