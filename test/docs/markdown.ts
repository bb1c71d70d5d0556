import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const projectDirectory = path.resolve(import.meta.dirname, '..', '..');

/** A page of this repository: where it is, from the root on, and what it says outside of code. */
export interface Page {
  readonly file: string;
  readonly prose: string;
}

export interface Link {
  readonly text: string;
  /** As it is written. */
  readonly target: string;
}

/** Code is blanked out line by line: what looks like a link or a heading there is none. */
const withoutCode = (text: string): string =>
  text
    .replaceAll(/^( *)```[\s\S]*?^ *```$/gm, (code) => code.replaceAll(/[^\n]/g, ''))
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, '_'));

export const textOf = (file: string): string => readFileSync(path.join(projectDirectory, file), 'utf8');

const pageIn = (file: string): Page => ({ file, prose: withoutCode(textOf(file)) });

/** The pages that people read: those at the root, and everything in `docs`. */
export const pages = (): readonly Page[] => {
  const inDocs = readdirSync(path.join(projectDirectory, 'docs'), { recursive: true, encoding: 'utf8' });
  return [...readdirSync(projectDirectory), ...inDocs.map((file) => path.join('docs', file))]
    .filter((file) => file.endsWith('.md'))
    .map(pageIn);
};

const INLINE = /\[((?:[^[\]\n]|\[[^\]\n]*\])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?: "[^"]*")?\)/g;
const DEFINITION = /^\[([^\]\n]+)\]: +(\S+)/gm;

/** Every link and picture of a text. */
export const linksIn = (prose: string): readonly Link[] =>
  [...prose.matchAll(INLINE), ...prose.matchAll(DEFINITION)].map(([, text = '', target = '']) => ({
    text,
    target,
  }));

/** Whether it leads to a file of this repository, and not elsewhere. */
export const isWithin = ({ target }: Link): boolean => !/^[a-z][a-z+.-]*:/i.test(target);

/** The file that a link of a page leads to, from the root on, and the place in it. */
export const destinationOf = (page: Page, { target }: Link): { file: string; anchor: string } => {
  const [location = '', anchor = ''] = target.split('#');
  const fromRoot = location.startsWith('/')
    ? location.slice(1)
    : path.join(path.dirname(page.file), location);
  return { file: location === '' ? page.file : path.normalize(fromRoot), anchor };
};

/** As GitHub makes an anchor of a heading: letters, digits, hyphens and underscores are left, blanks become hyphens. */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');

const HEADING = /^#{1,6} +(.+?)(?: +#+)?$/gm;
const NAMED_PLACE = /<[^>]+ (?:id|name)="([^"]+)"/g;

/** Every anchor that a page has; a heading that comes again gets a number. */
export const anchorsIn = (prose: string): ReadonlySet<string> => {
  const times = new Map<string, number>();
  const ofHeadings = [...prose.matchAll(HEADING)].map(([, heading = '']) => {
    const anchor = anchorOf(heading);
    const before = times.get(anchor) ?? 0;
    times.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
  return new Set([...ofHeadings, ...[...prose.matchAll(NAMED_PLACE)].map(([, name = '']) => name)]);
};

/** Whether there is such a file or folder. */
export const projectPath = (file: string): string => path.join(projectDirectory, file);
