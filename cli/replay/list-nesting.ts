import { printable } from '#core/kernel/printable.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { byteOf, isOpening } from './cursor.ts';

/** What a byte between two objects is: nothing to act upon, an object's first, or the last of a list that is a member. */
export type ByteBetween = 'nothing' | 'object' | 'end-of-member';

// Lists in lists do not occur; a list of whole documents does.
const MOST_OPEN_LISTS = 4;

export const TOO_MANY_LISTS = 'expected records, received lists of lists of lists';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const BLANKS: ReadonlySet<number> = new Set([...Buffer.from(' \t\r\n'), ...BYTE_ORDER_MARK]);
const UTF_16_MARK: ReadonlySet<number> = new Set([0xfe, 0xff]);
const [OPEN_LIST, CLOSE_LIST, COMMA] = [byteOf('['), byteOf(']'), byteOf(',')];
const SEPARATORS: ReadonlySet<number> = new Set([COMMA, CLOSE_LIST, byteOf('}')]);

export interface Misplaced {
  readonly reason: string;
  /** Where the next document may begin: with this very byte, on a later line, or nowhere in what is no text. */
  readonly nextDocument: 'here' | 'later' | 'nowhere';
}

const unexpected = (expected: string, byte: number): Result<never, Misplaced> =>
  UTF_16_MARK.has(byte)
    ? fail({ reason: 'expected UTF-8, received UTF-16', nextDocument: 'nowhere' })
    : fail({
        reason: `expected ${expected}, received ${printable(String.fromCharCode(byte))}`,
        nextDocument: isOpening(byte) ? 'here' : 'later',
      });

/** The lists that are open around the objects of a file, and what may stand between two objects. */
export class ListNesting {
  #open: ('list' | 'member')[] = [];
  #separatorDue = false;
  #wasBrokenOff = false;

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** A list that is a member of an object has begun. False when lists are nested beyond reason. */
  memberBegan(): boolean {
    return this.#push('member');
  }

  objectEnded(): void {
    this.#separatorDue = true;
  }

  /** Takes what follows for a new document. The end of the list that was broken off may follow as well. */
  breakOff(): void {
    this.#wasBrokenOff ||= this.isOpen;
    this.#open = [];
  }

  read(byte: number): Result<ByteBetween, Misplaced> {
    if (BLANKS.has(byte)) {
      return ok('nothing');
    }
    return this.isOpen ? this.#readInList(byte) : this.#readOnTop(byte);
  }

  #readOnTop(byte: number): Result<ByteBetween, Misplaced> {
    if (this.#wasBrokenOff && SEPARATORS.has(byte)) {
      return ok('nothing');
    }
    return this.#readValue(byte, 'a JSON object or list');
  }

  #readInList(byte: number): Result<ByteBetween, Misplaced> {
    if (byte === CLOSE_LIST) {
      const ended = this.#open.pop();
      this.#separatorDue = true;
      return ok(ended === 'member' ? 'end-of-member' : 'nothing');
    }
    if (!this.#separatorDue) {
      return this.#readValue(byte, 'a record in the list');
    }
    this.#separatorDue = false;
    return byte === COMMA ? ok('nothing') : unexpected('a comma in the list of records', byte);
  }

  #readValue(byte: number, expected: string): Result<ByteBetween, Misplaced> {
    if (byte !== OPEN_LIST) {
      return isOpening(byte) ? ok('object') : unexpected(expected, byte);
    }
    return this.#push('list') ? ok('nothing') : fail({ reason: TOO_MANY_LISTS, nextDocument: 'later' });
  }

  #push(kind: 'list' | 'member'): boolean {
    this.#separatorDue = false;
    this.#wasBrokenOff = false;
    return this.#open.push(kind) <= MOST_OPEN_LISTS;
  }
}
