import process from 'node:process';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours only what a terminal shows, and nothing where NO_COLOR asks for none: words say it all. */
const paint =
  (style: Style) =>
  (text: string): string =>
    styleText(style, text, { stream: process.stdout });

export const bold = paint('bold');
export const dim = paint('dim');
export const good = paint('green');
export const bad = paint('red');
export const doubtful = paint('yellow');
