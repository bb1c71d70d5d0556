/**
 * A sentence of the guardian's own that may hold names of others: nothing in it moves the cursor, breaks a line or turns
 * the direction of writing. Names alone are shown by `printable`, which also cuts them.
 */
export const visible = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * JSON that says the same, and in which nothing moves the cursor or turns the direction of writing: lines are all that
 * is left to break. A question mark in place of such a character would be another policy.
 */
export const visibleJson = (json: string): string =>
  json.replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, (character) => character.split('').map(escapeUnit).join(''));
