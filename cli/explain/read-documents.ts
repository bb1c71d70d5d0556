import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { InputProblem } from '#core/explanation/explanation.ts';
import { parsePolicy } from '#core/policy/parse-policy.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import { parseTrustPolicy } from '#core/trust/parse-trust-policy.ts';
import type { DocumentRole, GivenDocument } from './given-document.ts';
import { findPolicyFaults } from './policy-faults.ts';
import { decodeDocument, type Piece, readPieces } from './read-pieces.ts';
import { type Recognised, recogniseValue, type ValuePath } from './recognise-value.ts';
import { problemAt, problemOf, type Source } from './source.ts';
import { type DocumentSpan, offsetOf, offsetOfDuplicate, statementLines } from './statement-lines.ts';

/** What a text holds: documents, and pages of authorization details. */
export type Given =
  | { readonly kind: 'document'; readonly document: GivenDocument }
  | {
      readonly kind: 'dump';
      readonly name: string;
      readonly page: unknown;
      readonly problems: readonly InputProblem[];
    };

const spanInText = (name: string, text: string): DocumentSpan => ({
  source: { name, text },
  offset: 0,
  text,
});

/** The text of the document inside an answer, as it was written there; an answer may hold it as a text in itself. */
const spanAt = ({ source, offset, text }: Piece, at: ValuePath): DocumentSpan => {
  const tree = parseTree(text);
  const node = tree === undefined ? undefined : findNodeAtLocation(tree, [...at]);
  if (node === undefined) {
    return { source, offset, text };
  }
  return typeof node.value === 'string'
    ? spanInText(source.name, decodeDocument(node.value))
    : { source, offset: offset + node.offset, text: text.slice(node.offset, node.offset + node.length) };
};

const STANDS_TWICE = 'this name stands twice in one object, and AWS does not say which one counts. Keep one';

/** More of one document helps nobody. */
const MOST_FAULTS = 10;

interface PolicyProblems {
  readonly problems: readonly InputProblem[];
  /** Whether it can be read, and IAM would refuse it for all that. */
  readonly isRefused: boolean;
}

/** What is wrong with the policy itself. A document inside a text has no lines of its own. */
const policyProblems = (span: DocumentSpan, role: DocumentRole, hasLines: boolean): PolicyProblems => {
  const at = (offset: number, text: string): InputProblem =>
    hasLines ? problemAt(span.source, offset, text) : problemOf(span.source.name, text);
  const parsed = role === 'trust' ? parseTrustPolicy(span.text) : parsePolicy(span.text);
  if (parsed.ok) {
    const faults = role === 'trust' ? [] : findPolicyFaults(span.text).slice(0, MOST_FAULTS);
    return {
      problems: faults.map(({ offset, text }) => at(span.offset + offset, text)),
      isRefused: faults.length > 0,
    };
  }
  const twice = offsetOfDuplicate(span);
  const text = twice === undefined ? describePolicyProblem(parsed.problem) : STANDS_TWICE;
  return { problems: [at(twice ?? offsetOf(span, parsed.problem.at), text)], isRefused: false };
};

const documentIn = (
  piece: Piece,
  found: Recognised & { readonly kind: 'document' },
  forced: DocumentRole | undefined,
): GivenDocument => {
  const span = spanAt(piece, found.at);
  const hasLines = span.source === piece.source;
  const role = forced ?? found.role;
  const lines = hasLines ? statementLines(span) : undefined;
  const { faults } = piece;
  const { problems, isRefused } = policyProblems(span, role, hasLines);
  return {
    name: piece.name,
    file: piece.source.name,
    role,
    text: faults?.text ?? span.text,
    ...((faults !== undefined || isRefused) && { mended: span.text }),
    problems: [...(faults?.problems ?? []), ...problems],
    assumed: found.assumed === undefined ? [] : [found.assumed],
    lineOf: (statement) => lines?.get(statement),
    ...(found.roleArn !== undefined && { roleArn: found.roleArn }),
  };
};

/** A text of which nothing can be judged: what it may say stays unknown. */
export const unusable = (
  { name, text }: Source,
  problems: readonly InputProblem[],
  role: DocumentRole = 'identity',
): GivenDocument => ({
  name,
  file: name,
  role,
  text,
  problems,
  assumed: [],
  lineOf: () => undefined,
});

const toGiven = (piece: Piece, forced: DocumentRole | undefined): Given => {
  const found = recogniseValue(piece.value);
  const problems = piece.faults?.problems ?? [];
  switch (found.kind) {
    case 'document':
      return { kind: 'document', document: documentIn(piece, found, forced) };
    case 'dump':
      return { kind: 'dump', name: piece.name, page: piece.value, problems };
    case 'foreign': {
      const foreign = problemAt(piece.source, piece.offset, `this is ${found.text}`);
      const source = { name: piece.name, text: piece.text };
      return { kind: 'document', document: unusable(source, [...problems, foreign], forced) };
    }
  }
};

/** Deeper than what reads JSON can go. */
const TOO_DEEP = 'it is nested too deeply to be a policy';

/** Reads every document, and every page of authorization details, in one source. Never throws for what it says. */
export const readDocuments = (source: Source, forced?: DocumentRole): readonly Given[] => {
  try {
    const pieces = readPieces(source);
    return pieces.ok
      ? pieces.value.map((piece) => toGiven(piece, forced))
      : [{ kind: 'document', document: unusable(source, pieces.problem, forced) }];
  } catch (error) {
    if (error instanceof RangeError) {
      const problems = [problemOf(source.name, TOO_DEEP)];
      return [{ kind: 'document', document: unusable(source, problems, forced) }];
    }
    throw error;
  }
};
