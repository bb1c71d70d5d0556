import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { positionAt, type Source } from './source.ts';

/** Where a document stands in a text. */
export interface DocumentSpan {
  readonly source: Source;
  readonly offset: number;
  readonly text: string;
}

const labelOf = (statement: Node, index: number): string => {
  const sid: unknown = findNodeAtLocation(statement, ['Sid'])?.value;
  return typeof sid === 'string' && sid !== '' ? sid : `#${index + 1}`;
};

const statementsOf = (text: string): readonly Node[] => {
  const tree = parseTree(text);
  const statement = tree === undefined ? undefined : findNodeAtLocation(tree, ['Statement']);
  return statement?.type === 'array'
    ? (statement.children ?? [])
    : statement === undefined
      ? []
      : [statement];
};

/** The line of each statement by its label; of several with one Sid the first, as nobody can tell them apart. */
export const statementLines = ({ source, offset, text }: DocumentSpan): ReadonlyMap<string, number> => {
  const lines = statementsOf(text).map(
    (node, index) => [labelOf(node, index), positionAt(source.text, offset + node.offset).line] as const,
  );
  return new Map(lines.reverse());
};

/** `Statement[1].Action` as a way into the document. */
const wayTo = (place: string): (string | number)[] =>
  [...place.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));

/** Where in the text the value stands that a problem of the policy names; where the document begins, if none does. */
export const offsetOf = ({ offset, text }: DocumentSpan, place: string): number => {
  const tree = parseTree(text);
  const way = wayTo(place);
  for (let length = way.length; tree !== undefined && length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, way.slice(0, length));
    if (node !== undefined) {
      return offset + node.offset;
    }
  }
  return offset + text.length - text.trimStart().length;
};

/** Where a member's name stands that an object has twice. */
export const offsetOfDuplicate = (span: DocumentSpan): number | undefined => {
  const twiceIn = (node: Node): Node | undefined => {
    const names = (node.children ?? []).flatMap((child) =>
      child.type === 'property' ? (child.children?.[0] ?? []) : [],
    );
    return (
      names.find((name, index) => names.findIndex(({ value }) => value === name.value) < index) ??
      (node.children ?? []).map(twiceIn).find((found) => found !== undefined)
    );
  };
  const tree = parseTree(span.text);
  const found = tree === undefined ? undefined : twiceIn(tree);
  return found === undefined ? undefined : span.offset + found.offset;
};
