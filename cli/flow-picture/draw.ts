import type { Palette } from './palettes.ts';
import type { Arrow, Box, Label, Panel, Picture, Point, Rectangle, Stage } from './picture.ts';
import { FONT_FAMILY, FONT_SIZES } from './type-setting.ts';

const RADIUS = 8;
const BADGE_RADIUS = 9;
const BADGE_STEP = 22;
const STAGE_RADIUS = 12;
const HEAD = { length: 7, halfWidth: 4 };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const textAt = (className: string, { x, y }: Point, text: string): string =>
  `<text class="${className}" x="${x}" y="${y}">${escaped(text)}</text>`;

const rectangle = (className: string, { x, y, width, height }: Rectangle, radius = RADIUS): string =>
  `<rect class="${className}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;

/** The point so many pixels from one towards the other; both are on one horizontal or vertical line. */
const towards = (from: Point, to: Point, distance: number): Point => ({
  x: from.x + Math.sign(to.x - from.x) * distance,
  y: from.y + Math.sign(to.y - from.y) * distance,
});

const at = ({ x, y }: Point): string => `${x} ${y}`;

const roundedCorner = (before: Point, corner: Point, after: Point): readonly [string, string] => [
  at(towards(corner, before, RADIUS)),
  `Q${at(corner)} ${at(towards(corner, after, RADIUS))}`,
];

const outline = (corners: readonly Point[]): string => {
  const drawn = corners.flatMap((corner, index) => {
    const before = corners.at(index - 1) ?? corner;
    const after = corners[(index + 1) % corners.length] ?? corner;
    const [start, curve] = roundedCorner(before, corner, after);
    return [`${index === 0 ? 'M' : 'L'}${start}`, curve];
  });
  return `${drawn.join('')}Z`;
};

const line = (path: readonly Point[], end: Point): string => {
  const drawn = path.flatMap((point, index) => {
    const before = path[index - 1];
    const after = path[index + 1];
    if (before === undefined) {
      return [`M${at(point)}`];
    }
    if (after === undefined) {
      return [`L${at(end)}`];
    }
    const [start, curve] = roundedCorner(before, point, after);
    return [`L${start}`, curve];
  });
  return drawn.join('');
};

const head = (tip: Point, base: Point): string => {
  const across = tip.x === base.x ? { x: HEAD.halfWidth, y: 0 } : { x: 0, y: HEAD.halfWidth };
  const one = { x: base.x + across.x, y: base.y + across.y };
  const other = { x: base.x - across.x, y: base.y - across.y };
  return `M${at(tip)}L${at(one)}L${at(other)}Z`;
};

const drawArrow = ({ path, kind }: Pick<Arrow, 'path' | 'kind'>): string => {
  const [before, tip] = path.slice(-2);
  if (before === undefined || tip === undefined) {
    throw new Error(`expected an arrow with two points at least, received ${path.length}`);
  }
  const base = towards(tip, before, HEAD.length);
  return `<path class="line ${kind}" d="${line(path, base)}"/><path class="head ${kind}" d="${head(tip, base)}"/>`;
};

const badge = (centre: Point, number: number, radius: number): string =>
  `<circle class="badge" cx="${centre.x}" cy="${centre.y}" r="${radius}"/>` +
  textAt('number', { x: centre.x, y: centre.y + 4 }, String(number));

const LINE_HEIGHT = 15;
const TITLE_ASCENT = 10;

/** Title and lines, centred between the top and the bottom of the box. */
const drawBox = (box: Box): string => {
  const textHeight = TITLE_ASCENT + box.lines.length * (LINE_HEIGHT + 1);
  const top = box.y + (box.height - textHeight) / 2 + TITLE_ASCENT;
  const x = box.x + box.width / 2;
  return [
    rectangle(box.kind, box),
    ...(box.stages ?? []).map((number, index) =>
      badge({ x: box.x + 16 + index * BADGE_STEP, y: box.y }, number, BADGE_RADIUS),
    ),
    textAt('title middle', { x, y: top }, box.title),
    ...box.lines.map((text, index) => textAt('small middle', { x, y: top + 17 + index * LINE_HEIGHT }, text)),
  ].join('');
};

const drawPanel = ({ corners, title }: Panel): string =>
  `<path class="panel" d="${outline(corners)}"/>${textAt('heading', title, title.text)}`;

const drawStage = ({ x, y, word, lines }: Stage, index: number, stages: readonly Stage[]): string => {
  const centre = { x: x + STAGE_RADIUS, y };
  const next = stages[index + 1];
  const way = next && [
    { x: centre.x + STAGE_RADIUS + 6, y },
    { x: next.x - 6, y },
  ];
  return [
    way ? drawArrow({ path: way, kind: 'main' }) : '',
    badge(centre, index + 1, STAGE_RADIUS),
    textAt('word', { x, y: y + 32 }, word),
    ...lines.map((text, row) => textAt('small', { x, y: y + 48 + row * (LINE_HEIGHT - 1) }, text)),
  ].join('');
};

const drawLabel = (label: Label): string => textAt('small', label, label.text);

const styleOf = (palette: Palette): string => `
text{font-family:${FONT_FAMILY};fill:${palette.text}}
.word,.heading,.title,.number{font-weight:600}
.word{font-size:${FONT_SIZES.word}px;fill:${palette.accent}}
.heading{font-size:${FONT_SIZES.heading}px}
.title{font-size:${FONT_SIZES.title}px}
.small{font-size:${FONT_SIZES.line}px;fill:${palette.muted}}
.number{font-size:${FONT_SIZES.number}px;fill:${palette.onAccent};text-anchor:middle}
.middle{text-anchor:middle}
.page{fill:${palette.page}}
.band,.person{fill:${palette.tint}}
.panel{fill:${palette.panel};stroke:${palette.outline}}
.part,.function{fill:${palette.box}}
.part,.person{stroke:${palette.border}}
.function{stroke:${palette.accent};stroke-width:2}
.line{fill:none;stroke-width:1.5}
.badge,.head.main{fill:${palette.accent}}
.line.main{stroke:${palette.accent}}
.head.beside{fill:${palette.border}}
.line.beside{stroke:${palette.border};stroke-dasharray:4 3}
`;

/** The picture as an SVG document that needs nothing but itself: no script, no font, no image. */
export const drawPicture = (picture: Picture, palette: Palette): string => {
  const { width, height } = picture;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(picture.title)}</title>`,
    `<desc id="description">${escaped(picture.description)}</desc>`,
    `<style>${styleOf(palette)}</style>`,
    rectangle('page', { x: 0, y: 0, width, height }, 0),
    rectangle('band', picture.band),
    ...picture.stages.map(drawStage),
    ...picture.panels.map(drawPanel),
    ...picture.arrows.map(drawArrow),
    ...Object.values(picture.boxes).map(drawBox),
    ...picture.labels.map(drawLabel),
    '</svg>\n',
  ].join('\n');
};
