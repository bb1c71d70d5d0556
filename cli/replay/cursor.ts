/** Where reading stands in the bytes at hand. */
export interface Cursor {
  bytes: Buffer;
  /** The offset, in `bytes`, of what is read next. */
  position: number;
  /** The line of the file that `position` is on, from 1. */
  line: number;
}

export const LINE_FEED = 0x0a;

export const byteOf = (character: string): number => character.charCodeAt(0);

const OPENING: ReadonlySet<number | undefined> = new Set([byteOf('{'), byteOf('[')]);

/** Whether an object or a list begins with this byte. */
export const isOpening = (byte: number | undefined): boolean => OPENING.has(byte);
