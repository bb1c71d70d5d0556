import type { Result } from '#core/kernel/result.ts';
import { type Cursor, LINE_FEED } from './cursor.ts';
import { ObjectScanner, type ScanStop } from './object-scanner.ts';
import { type JsonObject, parseObject } from './parse-object.ts';

/**
 * An object may have this many bytes: sixteen times what CloudTrail allows a record.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const MAX_OBJECT_BYTES = 4 * 1024 * 1024;

const HEAD = Buffer.from('{"Records":[');
const TAIL = Buffer.from(']}');

// Looked for at the end of all that precedes the records of an object.
const RECORDS_KEY = /[{,]\s*"Records"\s*:\s*\[$/;
const LONGEST_RECORDS_KEY = 256;

// That one was cut off is noticed two lines later, and one line more for each of these that is cut off as well. No line is
// read more often than this.
const LINES_TO_READ_AGAIN = 8;

/** An object whose end has not been found yet. */
export class OpenObject {
  readonly line: number;
  readonly #scanner: ObjectScanner;
  readonly #head: Buffer;
  #start: number;
  #dropped = 0;

  private constructor(cursor: Cursor, start: number, head: Buffer) {
    this.line = cursor.line;
    this.#start = start;
    this.#head = head;
    this.#scanner = new ObjectScanner(head.length === 0 ? 'in-front' : 'behind-member');
  }

  /** The object that begins where the cursor stands. */
  static atBrace(cursor: Cursor): OpenObject {
    return new OpenObject(cursor, cursor.position, Buffer.alloc(0));
  }

  /** What follows in an object behind its records, of which the cursor has passed the closing bracket. */
  static behindRecords(cursor: Cursor): OpenObject {
    return new OpenObject(cursor, cursor.position - 1, HEAD);
  }

  get isRestOfRecords(): boolean {
    return this.#head.length > 0;
  }

  scan(cursor: Cursor): ScanStop {
    return this.#scanner.scan(cursor);
  }

  isTooLong(cursor: Cursor): boolean {
    return this.#dropped + cursor.position - this.#start > MAX_OBJECT_BYTES;
  }

  /** Whether the list that has just begun is the member `Records` of this object. */
  hasRecordsAt(cursor: Cursor): boolean {
    const from = Math.max(this.#start, cursor.position - LONGEST_RECORDS_KEY);
    return (
      !this.isTooLong(cursor) && RECORDS_KEY.test(cursor.bytes.toString('latin1', from, cursor.position))
    );
  }

  /** The value of the object, which ends where the cursor stands. */
  parse(cursor: Cursor): Result<JsonObject, string> {
    return parseObject(this.#bytesTo(cursor));
  }

  /** The object without the records that have just begun. */
  parseWithoutRecords(cursor: Cursor): Result<JsonObject, string> {
    return parseObject(Buffer.concat([this.#bytesTo(cursor), TAIL]));
  }

  /**
   * Goes back some lines from where the object was found to be broken: it may have been cut off there, and what seemed
   * to go on is the next. Not when it is so long that the lines may have been forgotten.
   */
  rewind(cursor: Cursor): void {
    for (let lines = 0; lines < LINES_TO_READ_AGAIN && !this.isTooLong(cursor); lines += 1) {
      const lineBreak = cursor.bytes.lastIndexOf(LINE_FEED, cursor.position - 1);
      if (lineBreak < this.#start) {
        return;
      }
      cursor.position = lineBreak;
      cursor.line -= 1;
    }
  }

  /** Forgets what is before the object, and the object itself when it is too long to be of use. */
  trim(cursor: Cursor): void {
    if (this.isTooLong(cursor)) {
      this.#dropped += cursor.position - this.#start;
      this.#start = cursor.position;
    }
    cursor.bytes = cursor.bytes.subarray(this.#start);
    cursor.position -= this.#start;
    this.#start = 0;
  }

  #bytesTo(cursor: Cursor): Buffer {
    const bytes = cursor.bytes.subarray(this.#start, cursor.position);
    return this.isRestOfRecords ? Buffer.concat([this.#head, bytes]) : bytes;
  }
}
