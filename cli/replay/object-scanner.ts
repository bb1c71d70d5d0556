import { byteOf, type Cursor, LINE_FEED } from './cursor.ts';

/**
 * Why a scan stopped: at the end of the object; behind the bracket of a list that is a member of the object; at
 * something that no JSON has; or for want of bytes.
 */
export type ScanStop = 'object-ended' | 'list-began' | BrokenScan | 'bytes-ended';

export type BrokenScan = 'string-not-ended' | 'value-misplaced' | 'nested-too-deeply';

/** More levels than any record has. */
export const MAX_DEPTH = 500;

const [PLAIN, BLANK, NEWLINE, COLON, COMMA, QUOTE, OPEN_OBJECT, OPEN_LIST, CLOSE] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const;

const [QUOTATION_MARK, BACKSLASH] = [0x22, 0x5c];

const kindsOfBytes = (kinds: Readonly<Record<string, number>>): Uint8Array => {
  const table = new Uint8Array(256).fill(PLAIN);
  for (const [characters, kind] of Object.entries(kinds)) {
    for (const character of characters) {
      table[byteOf(character)] = kind;
    }
  }
  return table;
};

const OUTSIDE_STRINGS = kindsOfBytes({
  ' \t\r': BLANK,
  '\n': NEWLINE,
  '"': QUOTE,
  ':': COLON,
  ',': COMMA,
  '{': OPEN_OBJECT,
  '[': OPEN_LIST,
  '}]': CLOSE,
});

const MARKS_IN_STRINGS = kindsOfBytes({ '\n"\\': 1 });

/** Where a line break, a quotation mark or a backslash is next, or the end of the bytes. */
const findMark = (bytes: Uint8Array, from: number): number => {
  let position = from;
  while (position < bytes.length && MARKS_IN_STRINGS[bytes[position] as number] === 0) {
    position += 1;
  }
  return position;
};

/** Passes a backslash and what it stands before. False, and nothing is passed, while that is not at hand. */
const skipEscape = (cursor: Cursor): boolean => {
  const escaped = cursor.bytes[cursor.position + 1];
  // A line break is none the less one behind a backslash.
  cursor.position += escaped === undefined ? 0 : escaped === LINE_FEED ? 1 : 2;
  return escaped !== undefined;
};

/**
 * Finds the end of one JSON object without reading its values: `JSON.parse` does that, and says what is wrong. What is
 * noticed here is what shows soon that the object was cut off and the next one has begun.
 */
export class ObjectScanner {
  /** What is open, the innermost last. */
  readonly #open: (typeof OPEN_OBJECT | typeof OPEN_LIST)[];
  #inString = false;
  #next: 'name' | 'value' | 'nothing';

  /** Begins in front of an object's brace, or behind one of its members. */
  constructor(where: 'in-front' | 'behind-member') {
    this.#open = where === 'in-front' ? [] : [OPEN_OBJECT];
    this.#next = where === 'in-front' ? 'value' : 'nothing';
  }

  /** Moves the cursor on to where the scan stopped. May be called again with more bytes, or to go on into a list. */
  scan(cursor: Cursor): ScanStop {
    for (;;) {
      const inside = this.#inString ? this.#scanString(cursor) : undefined;
      const stop = inside ?? this.#scanStructure(cursor);
      if (stop !== undefined) {
        return stop;
      }
    }
  }

  /** Stops behind the quote that ends the string, or in front of a line break. */
  #scanString(cursor: Cursor): ScanStop | undefined {
    const { bytes } = cursor;
    for (;;) {
      cursor.position = findMark(bytes, cursor.position);
      switch (bytes[cursor.position]) {
        case QUOTATION_MARK:
          cursor.position += 1;
          this.#inString = false;
          this.#next = 'nothing';
          return undefined;
        case LINE_FEED:
          return 'string-not-ended';
        case BACKSLASH:
          if (!skipEscape(cursor)) {
            return 'bytes-ended';
          }
          break;
        default:
          return 'bytes-ended';
      }
    }
  }

  /** Stops behind the quote that begins a string, too. */
  #scanStructure(cursor: Cursor): ScanStop | undefined {
    const { bytes } = cursor;
    while (cursor.position < bytes.length) {
      const kind = OUTSIDE_STRINGS[bytes[cursor.position] as number] as number;
      if (kind >= QUOTE) {
        return this.#scanBoundary(cursor, kind);
      }
      cursor.position += 1;
      if (kind === NEWLINE) {
        cursor.line += 1;
      } else if (kind !== BLANK) {
        this.#next = this.#nextAfter(kind);
      }
    }
    return 'bytes-ended';
  }

  #nextAfter(kind: number): 'name' | 'value' | 'nothing' {
    if (kind === COMMA) {
      return this.#open.at(-1) === OPEN_OBJECT ? 'name' : 'value';
    }
    return kind === COLON ? 'value' : 'nothing';
  }

  #scanBoundary(cursor: Cursor, kind: number): ScanStop | undefined {
    switch (kind) {
      case CLOSE:
        cursor.position += 1;
        this.#open.pop();
        this.#next = 'nothing';
        return this.#open.length === 0 ? 'object-ended' : undefined;
      case QUOTE:
        if (this.#next === 'nothing') {
          return 'value-misplaced';
        }
        cursor.position += 1;
        this.#inString = true;
        return undefined;
      default:
        return this.#next === 'value' ? this.#scanOpening(cursor, kind) : 'value-misplaced';
    }
  }

  #scanOpening(cursor: Cursor, kind: number): ScanStop | undefined {
    if (this.#open.length === MAX_DEPTH) {
      return 'nested-too-deeply';
    }
    cursor.position += 1;
    this.#open.push(kind === OPEN_LIST ? OPEN_LIST : OPEN_OBJECT);
    this.#next = kind === OPEN_LIST ? 'value' : 'name';
    return kind === OPEN_LIST && this.#open.length === 2 ? 'list-began' : undefined;
  }
}
