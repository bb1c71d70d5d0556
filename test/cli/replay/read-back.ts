import { DocumentSplitter, type Piece } from '../../../cli/replay/document-splitter.ts';

/** What a splitter makes of these bytes when they come in chunks that end at these places. */
export const splitBytes = (bytes: Buffer, cuts: readonly number[], cutOff?: string): readonly Piece[] => {
  const splitter = new DocumentSplitter();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
    (one, other) => one - other,
  );
  const chunks = ends.map((end, place) => bytes.subarray(ends[place - 1] ?? 0, end));
  return [...chunks.flatMap((chunk) => [...splitter.push(Buffer.from(chunk))]), ...splitter.end(cutOff)];
};

const splitText = (text: string): readonly Piece[] => splitBytes(Buffer.from(text), []);

export const valuesIn = (pieces: readonly Piece[]) =>
  pieces.flatMap(({ line, read }) => (read.ok ? [{ line, value: read.value }] : []));

export const problemsIn = (pieces: readonly Piece[]) =>
  pieces.flatMap(({ line, lastLine, read }) => (read.ok ? [] : [{ line, lastLine, reason: read.problem }]));

export const collect = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const all: Item[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
};

export const A = '{"eventName":"A"}';
export const B = '{"eventName":"B"}';

/** The names of the events that are read, and where reading failed. */
export const readText = (text: string) => {
  const pieces = splitText(text);
  return {
    names: valuesIn(pieces).map(({ value }) => value['eventName']),
    problems: problemsIn(pieces),
  };
};
