import { fail, type Result } from '#core/kernel/result.ts';
import { type Cursor, LINE_FEED } from './cursor.ts';
import { ListNesting, type Misplaced, TOO_MANY_LISTS } from './list-nesting.ts';
import { type BrokenScan, MAX_DEPTH } from './object-scanner.ts';
import { MAX_OBJECT_BYTES, OpenObject } from './open-object.ts';
import type { JsonObject } from './parse-object.ts';
import { type SkippedLines, skipToDocument } from './skip-lines.ts';

/** What stands in these lines: a value, or something of which no value could be made, and why. */
export interface Piece {
  readonly line: number;
  readonly lastLine: number;
  readonly read: Result<JsonObject, string>;
}

/** Undefined when there is more to read without a piece having ended. */
type Step = Piece | 'bytes-ended' | undefined;

const BROKEN: Readonly<Record<BrokenScan, string>> = {
  'string-not-ended': 'broken JSON: a string does not end on its line',
  'value-misplaced': 'broken JSON: a value where none may be',
  'nested-too-deeply': `expected at most ${MAX_DEPTH} levels of lists and objects, received more`,
};

const TOO_LONG = `expected at most ${MAX_OBJECT_BYTES} bytes for a record, received more`;

/**
 * Finds the JSON objects in the bytes of a file, whether they stand one on a line, one behind another, in lists or in
 * the member `Records` of an object, pretty-printed or not. Holds no more than one of them at a time. Behind one that is
 * broken it goes on with the next, or, where that can not be told, with the next line that may begin a document.
 */
export class DocumentSplitter {
  readonly #cursor: Cursor = { bytes: Buffer.alloc(0), position: 0, line: 1 };
  readonly #lists = new ListNesting();
  #object: OpenObject | undefined;
  #skipped: SkippedLines | undefined;

  *push(chunk: Buffer): Generator<Piece> {
    const { bytes } = this.#cursor;
    this.#cursor.bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    yield* this.#readOn();
    this.#trim();
  }

  /** No more bytes will come. When there should have been more, `cutOff` says why there are none. */
  *end(cutOff?: string): Generator<Piece> {
    const endsInObject = this.#object !== undefined;
    while (this.#object !== undefined) {
      this.#breakOff(this.#object, cutOff ?? 'broken JSON: an object that does not end');
      yield* this.#readOn();
    }
    if (this.#skipped !== undefined) {
      yield this.#endSkipping(this.#skipped, this.#cursor.line);
    }
    if (cutOff !== undefined && !endsInObject) {
      yield this.#unreadable(this.#cursor.line, cutOff);
    } else if (this.#lists.isOpen) {
      yield this.#unreadable(this.#cursor.line, 'broken JSON: a list that does not end');
    }
  }

  *#readOn(): Generator<Piece> {
    for (let step = this.#step(); step !== 'bytes-ended'; step = this.#step()) {
      if (step !== undefined) {
        yield step;
      }
    }
  }

  #step(): Step {
    if (this.#skipped !== undefined) {
      return this.#skip(this.#skipped);
    }
    return this.#object === undefined ? this.#readBetween() : this.#readObject(this.#object);
  }

  #readBetween(): Step {
    const byte = this.#cursor.bytes[this.#cursor.position];
    if (byte === undefined) {
      return 'bytes-ended';
    }
    const between = this.#lists.read(byte);
    if (!between.ok) {
      return this.#breakOffLists(between.problem);
    }
    if (between.value === 'object') {
      this.#object = OpenObject.atBrace(this.#cursor);
      return undefined;
    }
    this.#cursor.line += byte === LINE_FEED ? 1 : 0;
    this.#cursor.position += 1;
    if (between.value === 'end-of-member') {
      this.#object = OpenObject.behindRecords(this.#cursor);
    }
    return undefined;
  }

  #readObject(object: OpenObject): Step {
    const stop = object.scan(this.#cursor);
    switch (stop) {
      case 'bytes-ended':
        return stop;
      case 'list-began':
        return object.hasRecordsAt(this.#cursor) ? this.#beginRecords(object) : undefined;
      case 'object-ended':
        return this.#endObject(object);
      default:
        return this.#breakOff(object, BROKEN[stop]);
    }
  }

  #beginRecords(object: OpenObject): Step {
    if (!this.#lists.memberBegan()) {
      return this.#breakOff(object, TOO_MANY_LISTS);
    }
    this.#object = undefined;
    const read = object.parseWithoutRecords(this.#cursor);
    return read.ok ? undefined : this.#piece(object.line, read);
  }

  #endObject(object: OpenObject): Step {
    this.#object = undefined;
    this.#lists.objectEnded();
    const read = object.isTooLong(this.#cursor) ? fail(TOO_LONG) : object.parse(this.#cursor);
    return read.ok && object.isRestOfRecords ? undefined : this.#piece(object.line, read);
  }

  #breakOff(object: OpenObject, reason: string): undefined {
    this.#object = undefined;
    this.#lists.breakOff();
    object.rewind(this.#cursor);
    this.#skipped = { line: object.line, reason, isText: true };
  }

  #breakOffLists({ reason, nextDocument }: Misplaced): Step {
    const { line } = this.#cursor;
    this.#lists.breakOff();
    if (nextDocument === 'here') {
      return this.#unreadable(line, reason);
    }
    this.#skipped = { line, reason, isText: nextDocument === 'later' };
    return undefined;
  }

  #skip(skipped: SkippedLines): Step {
    return skipToDocument(this.#cursor, skipped)
      ? this.#endSkipping(skipped, this.#cursor.line - 1)
      : 'bytes-ended';
  }

  #endSkipping({ line, reason }: SkippedLines, lastLine: number): Piece {
    this.#skipped = undefined;
    return { line, lastLine, read: fail(reason) };
  }

  #unreadable(line: number, reason: string): Piece {
    return this.#piece(line, fail(reason));
  }

  #piece(line: number, read: Result<JsonObject, string>): Piece {
    return { line, lastLine: this.#cursor.line, read };
  }

  #trim(): void {
    if (this.#object !== undefined) {
      this.#object.trim(this.#cursor);
      return;
    }
    this.#cursor.bytes = this.#cursor.bytes.subarray(this.#cursor.position);
    this.#cursor.position = 0;
  }
}
