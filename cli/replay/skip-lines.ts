import { type Cursor, isOpening, LINE_FEED } from './cursor.ts';

/** Lines that are passed over, from the one where reading failed. */
export interface SkippedLines {
  readonly line: number;
  reason: string;
  /** Nothing is taken for a document again in what is no text. */
  isText: boolean;
}

const refuseBinary = (bytes: Buffer, skipped: SkippedLines): void => {
  if (skipped.isText && bytes.includes(0)) {
    skipped.isText = false;
    skipped.reason = 'expected JSON, received binary data';
  }
};

/**
 * Moves on to the next line that begins with { or [, where a document may begin: the inner lines of one that is
 * pretty-printed are indented. False when the bytes do not reach as far.
 */
export const skipToDocument = (cursor: Cursor, skipped: SkippedLines): boolean => {
  const { bytes } = cursor;
  for (;;) {
    const lineBreak = bytes.indexOf(LINE_FEED, cursor.position);
    const lineEnd = lineBreak === -1 ? bytes.length : lineBreak;
    refuseBinary(bytes.subarray(cursor.position, lineEnd), skipped);
    cursor.position = lineEnd;
    if (lineEnd + 1 >= bytes.length) {
      return false;
    }
    cursor.position += 1;
    cursor.line += 1;
    if (skipped.isText && isOpening(bytes[cursor.position])) {
      return true;
    }
  }
};
