/** Sizes in pixels at the picture's natural width. */
export const FONT_SIZES = { word: 15, heading: 14, title: 13, line: 11.5, number: 11.5 } as const;

/** The page's own stack: whatever the reader's system has. */
export const FONT_FAMILY =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";

const NARROW = /[ .,;:'il|j]/;
const SLIM = /[-frtI]/;
const WIDE = /[mwMW]/;
const CAPITAL = /[A-Z]/;

/** Parts of the font size, as in the widest face that the stack may end with (DejaVu Sans). */
const widthOf = (character: string): number => {
  if (NARROW.test(character)) {
    return 0.34;
  }
  if (SLIM.test(character)) {
    return 0.42;
  }
  if (WIDE.test(character)) {
    return 0.98;
  }
  return CAPITAL.test(character) ? 0.72 : 0.615;
};

const BOLD = 1.12;

/** A width in pixels that the text does not exceed, whichever font of the stack it is set in. */
export const textWidth = (text: string, size: number, weight: 'regular' | 'bold' = 'regular'): number =>
  [...text].reduce((sum, character) => sum + widthOf(character), 0) * size * (weight === 'bold' ? BOLD : 1);
