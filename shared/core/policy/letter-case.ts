/**
 * Puts A to Z in lower case and leaves every other letter as it is. AWS compares many texts in any case, but does not
 * say what it takes for the other case of a letter outside ASCII: the sign for kelvin, U+212A, is a `k` to some.
 */
export const lowerCaseAscii = (text: string): string =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The same for all texts that somebody might take for one text in another case. */
export const foldCase = (text: string): string => text.toUpperCase().toLowerCase();
