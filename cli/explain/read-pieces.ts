import { type Node, parseTree } from 'jsonc-parser';
import type { InputProblem } from '#core/explanation/explanation.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { explainFaultyJson } from './json-faults.ts';
import { recogniseValue } from './recognise-value.ts';
import type { Source } from './source.ts';
import { splitValues } from './split-values.ts';

/** One value of JSON in a source. */
export interface Piece {
  /** The source, with a number if it has several. */
  readonly name: string;
  /** The text in which lines are counted. */
  readonly source: Source;
  readonly offset: number;
  readonly text: string;
  readonly value: unknown;
  /** What is wrong with the text, if it had to be mended to be read. */
  readonly faults?: { readonly text: string; readonly problems: readonly InputProblem[] };
}

/** IAM's API answers documents URL-encoded. What can't be decoded stays as it is. */
export const decodeDocument = (text: string): string => {
  try {
    return text.trimStart().startsWith('%7B') ? decodeURIComponent(text.trim().replaceAll('+', '%20')) : text;
  } catch {
    return text;
  }
};

const parseJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

/** Several values, one behind the other; undefined where anything else is between them. */
const readSeveral = (source: Source): readonly Piece[] | undefined => {
  const split = splitValues(source.text);
  const pieces = split.flatMap(({ offset, text }, index) => {
    const parsed = parseJson(text);
    return parsed === undefined
      ? []
      : [{ name: `${source.name}#${index + 1}`, source, offset, text, ...parsed }];
  });
  return pieces.length > 1 && pieces.length === split.length ? pieces : undefined;
};

/** A mark before what a command printed was put there by the shell, and is no fault of the document in it. */
const isPrintedByCommand = (value: unknown): boolean => {
  const found = recogniseValue(value);
  return found.kind === 'dump' || (found.kind === 'document' && found.at.length > 0);
};

const readFaulty = (given: Source): Result<readonly Piece[], readonly InputProblem[]> => {
  const { problems, mended, onlyMark } = explainFaultyJson(given);
  const parsed = mended === undefined ? undefined : parseJson(mended);
  if (mended === undefined || parsed === undefined) {
    return fail(problems);
  }
  const source = { name: given.name, text: mended };
  const isHarmless = onlyMark && isPrintedByCommand(parsed.value);
  const faults = isHarmless ? {} : { faults: { text: given.text, problems } };
  return ok([{ name: given.name, source, offset: 0, text: mended, ...parsed, ...faults }]);
};

const pieceOfText = (piece: Piece, text: string, value: unknown): Piece => ({
  ...piece,
  source: { name: piece.source.name, text },
  offset: 0,
  text,
  value,
});

const isPage = (value: unknown): boolean => recogniseValue(value).kind === 'dump';

/** Pages are large, and nobody asks where anything stands in them. */
const spansIn = (text: string, values: readonly unknown[]): readonly Pick<Node, 'offset' | 'length'>[] =>
  values.every(isPage)
    ? values.map(() => ({ offset: 0, length: text.length }))
    : (parseTree(text)?.children ?? []);

/** Each item as it is written: names that stand twice, and the lines, are lost in what is parsed of it. */
const itemsOf = (piece: Piece, values: readonly unknown[]): readonly Piece[] =>
  spansIn(piece.text, values).map(({ offset, length }, index) => ({
    ...piece,
    name: `${piece.name}#${index + 1}`,
    offset: piece.offset + offset,
    text: piece.text.slice(offset, offset + length),
    value: values[index],
  }));

/** A list of documents, or of pages, is one of several; a text that holds JSON is that JSON. */
const unwrap = (piece: Piece): readonly Piece[] => {
  const { value } = piece;
  if (typeof value === 'string') {
    const text = decodeDocument(value);
    const parsed = parseJson(text);
    return [parsed === undefined ? piece : pieceOfText(piece, text, parsed.value)];
  }
  return Array.isArray(value) && value.length > 0 ? itemsOf(piece, value) : [piece];
};

/** Every value of JSON in a source, in whatever form; or what is wrong with it. */
export const readPieces = (given: Source): Result<readonly Piece[], readonly InputProblem[]> => {
  const source = { name: given.name, text: decodeDocument(given.text) };
  const parsed = parseJson(source.text);
  const whole = parsed && [{ name: source.name, source, offset: 0, text: source.text, ...parsed }];
  const pieces = whole ?? readSeveral(source);
  const read = pieces === undefined ? readFaulty(source) : ok(pieces);
  return read.ok ? ok(read.value.flatMap(unwrap)) : read;
};
