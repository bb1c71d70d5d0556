/**
 * A sentence of the guardian's own that may hold names of others: nothing in it moves the cursor, breaks a line or turns
 * the direction of writing. Names alone are shown by `printable`, which also cuts them.
 */
export const visible = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
