import { anyOf, not, type Outcome, outcomeOf, readEitherWay } from './outcome.model.ts';
import type { RequestContext } from './request.model.ts';
import { listOf, type RawStatement } from './request-documents.model.ts';
import { matchesArnPieces, matchesPieces, type Piece } from './request-patterns.model.ts';
import { type Resolved, resolveVariables } from './request-variables.model.ts';

/** "Only in the resource portion of the ARN": nothing is said of variables elsewhere. */
const hasEarlyVariable = (pattern: string): boolean =>
  pattern.split(':').slice(0, 5).join(':').includes('${');

const isEverything = (pieces: readonly Piece[]): boolean =>
  pieces.every(({ text, literal }) => !literal && /^\**$/.test(text));

const isIncomplete = (pieces: readonly Piece[]): boolean => {
  const text = pieces.map((piece) => piece.text).join('');
  return text.split(':').length < 6 && !/[*?]/.test(text);
};

/**
 * That ARNs are compared part by part is said of conditions only, so that a plain comparison is as possible; unless an
 * incomplete one is documented to be filled up.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (incomplete ARN)
 */
const matchesResource = (pieces: readonly Piece[], resource: string): Outcome => {
  const asText = outcomeOf(matchesPieces(pieces, resource));
  if (!resource.startsWith('arn:') || isEverything(pieces)) {
    return asText;
  }
  const asArn = outcomeOf(matchesArnPieces(pieces, resource));
  return isIncomplete(pieces) ? asArn : readEitherWay(asText, asArn);
};

const outcomeFor = (resolved: Resolved, resource: string): Outcome => {
  switch (resolved.kind) {
    case 'pieces':
      return matchesResource(resolved.pieces, resource);
    case 'no-value':
      return 'no';
    case 'unclear':
      return 'either';
  }
};

/**
 * Whether a statement is about a resource. A pattern whose variable has no value matches nothing (*Policy variables
 * with no value*); but of values that are *not present* the same page says that they make "the statement invalid".
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
 */
export const matchResource = (
  statement: RawStatement,
  variables: boolean,
  resource: string,
  context: RequestContext,
): Outcome => {
  const negated = statement.NotResource !== undefined;
  const patterns = listOf(statement.NotResource ?? statement.Resource);
  const resolved = patterns.map((pattern) =>
    variables && hasEarlyVariable(pattern)
      ? ({ kind: 'unclear' } as const)
      : resolveVariables(pattern, variables, context),
  );
  const matched = anyOf(resolved.map((one) => outcomeFor(one, resource)));
  const outcome = negated ? not(matched) : matched;
  const invalidPerhaps = resolved.some(({ kind }) => kind === 'no-value');
  return invalidPerhaps ? readEitherWay(outcome, 'no') : outcome;
};
