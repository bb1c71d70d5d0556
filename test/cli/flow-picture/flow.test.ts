import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BOXES, type BoxName } from '../../../cli/flow-picture/boxes.ts';
import { drawPicture } from '../../../cli/flow-picture/draw.ts';
import { FLOW } from '../../../cli/flow-picture/flow.ts';
import { PALETTES } from '../../../cli/flow-picture/palettes.ts';
import type { Box, Point, Rectangle } from '../../../cli/flow-picture/picture.ts';
import { FONT_SIZES, textWidth } from '../../../cli/flow-picture/type-setting.ts';

const boxes = Object.entries(BOXES) as readonly (readonly [BoxName, Box])[];

const overlap = (one: Rectangle, other: Rectangle): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const isOnEdge = ({ x, y }: Point, box: Rectangle): boolean => {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const isBeside = (x === box.x || x === right) && y > box.y && y < bottom;
  const isAboveOrBelow = (y === box.y || y === bottom) && x > box.x && x < right;
  return isBeside || isAboveOrBelow;
};

describe('the picture of the flow', () => {
  it.each(['light', 'dark'] as const)('is, %s, what npm run picture draws', (theme) => {
    expect(readFileSync(`docs/pictures/flow-${theme}.svg`, 'utf8')).toBe(drawPicture(FLOW, PALETTES[theme]));
  });

  it('has no box over another', () => {
    const pairs = boxes.flatMap(([name, box], index) =>
      boxes.slice(index + 1).map(([other, second]) => ({ name, other, overlap: overlap(box, second) })),
    );
    expect(pairs.filter((pair) => pair.overlap)).toEqual([]);
  });

  it.each(boxes)('has room for the words of %s', (_name, { title, lines, width }) => {
    expect(textWidth(title, FONT_SIZES.title, 'bold')).toBeLessThanOrEqual(width);
    for (const line of lines) {
      expect(textWidth(line, FONT_SIZES.line)).toBeLessThanOrEqual(width);
    }
  });

  it.each(FLOW.stages)('has room for the words of the stage $word', ({ word, lines, width }) => {
    expect(textWidth(word, FONT_SIZES.word, 'bold')).toBeLessThanOrEqual(width);
    for (const line of lines) {
      expect(textWidth(line, FONT_SIZES.line)).toBeLessThanOrEqual(width);
    }
  });

  it.each(FLOW.arrows)('leads from the edge of $from to the edge of $to', ({ from, to, path }) => {
    expect(isOnEdge(path[0] as Point, BOXES[from])).toBe(true);
    expect(isOnEdge(path.at(-1) as Point, BOXES[to])).toBe(true);
  });
});

const channel = (value: number): number =>
  value <= 0.039_28 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) =>
    channel(Number.parseInt(colour.slice(start, start + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
const contrast = (one: string, other: string): number => {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
};

describe.each(Object.entries(PALETTES))('the %s colours', (_theme, palette) => {
  it.each(['page', 'panel', 'box', 'tint'] as const)('can be read on the %s', (ground) => {
    expect(contrast(palette.text, palette[ground])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.muted, palette[ground])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.accent, palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('can be read in the badges', () => {
    expect(contrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
  });
});
