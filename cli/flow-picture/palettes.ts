/** The colours of one picture, as `#rrggbb`. */
export interface Palette {
  readonly page: string;
  readonly panel: string;
  readonly box: string;
  readonly tint: string;
  readonly outline: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
}

/** One for each of GitHub's two themes, on the page's own colour. */
export const PALETTES = {
  light: {
    page: '#ffffff',
    panel: '#f6f8fa',
    box: '#ffffff',
    tint: '#e8f2ff',
    outline: '#d1d9e0',
    border: '#818b98',
    text: '#1f2328',
    muted: '#4d5761',
    accent: '#0860ca',
    onAccent: '#ffffff',
  },
  dark: {
    page: '#0d1117',
    panel: '#151b23',
    box: '#0d1117',
    tint: '#13233a',
    outline: '#3d444d',
    border: '#6e7681',
    text: '#f0f6fc',
    muted: '#b1bac4',
    accent: '#58a6ff',
    onAccent: '#0d1117',
  },
} as const satisfies Record<string, Palette>;
