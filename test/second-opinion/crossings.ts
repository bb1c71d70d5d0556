import { listOf, type RawDocument } from '../model/request-documents.model.ts';

const withoutWildcards = (pattern: string): string =>
  pattern.replaceAll(/\$\{[^}]*\}/g, 'ana').replaceAll(/[*?]/g, 'x');

/** What the first wildcard of one pattern takes in whole of another one. */
const crossing = (pattern: string, other: string): readonly string[] => {
  const wildcard = pattern.indexOf('*');
  const head = pattern.slice(0, wildcard);
  return wildcard >= 0 && other.startsWith(head)
    ? [head + withoutWildcards(other.slice(head.length)) + withoutWildcards(pattern.slice(wildcard + 1))]
    : [];
};

/**
 * Resources of a pattern that denies exempt only because a wildcard may reach over a colon: no service has such names,
 * and AWS says that they match.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const resourcesOverColons = (
  pattern: string,
  documents: readonly RawDocument[],
): readonly string[] => {
  const exempt = documents
    .flatMap(({ Statement }) => listOf(Statement))
    .flatMap(({ Effect, NotResource }) => (Effect === 'Deny' ? listOf(NotResource) : []));
  return [...new Set(exempt)].flatMap((other) => [...crossing(pattern, other), ...crossing(other, pattern)]);
};
