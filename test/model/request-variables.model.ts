import type { RequestContext } from './request.model.ts';
import type { Piece } from './request-patterns.model.ts';

/** A text with its variables replaced. *No value*: a key is absent. *Unclear*: not documented what it means. */
export type Resolved =
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'no-value' }
  | { readonly kind: 'unclear' };

const VARIABLE = /(\$\{[^}]*\})/;

/** `${aws:username}` or `${aws:PrincipalTag/team, 'none'}`. */
const KEY_AND_DEFAULT = /^(?<key>[^,'\s]+)(?:, '(?<fallback>[^']*)')?$/;

const UNCLEAR: Resolved = { kind: 'unclear' };

const literally = (text: string): Resolved => ({ kind: 'pieces', pieces: [{ text, literal: true }] });

const resolveKey = (key: string, fallback: string | undefined, context: RequestContext): Resolved => {
  const value = context[key.toLowerCase()];
  if (typeof value === 'string') {
    return literally(value);
  }
  // "Multivalued" keys can't be used; neither is it said whether a default may have wildcards.
  if (value !== undefined || /[*?$]/.test(fallback ?? '')) {
    return UNCLEAR;
  }
  return fallback === undefined ? { kind: 'no-value' } : literally(fallback);
};

const resolvePart = (part: string, context: RequestContext): Resolved => {
  if (!part.startsWith('${')) {
    return part.includes('${') ? UNCLEAR : { kind: 'pieces', pieces: [{ text: part, literal: false }] };
  }
  const inner = part.slice(2, -1);
  if (inner === '*' || inner === '?' || inner === '$') {
    return literally(inner);
  }
  const found = KEY_AND_DEFAULT.exec(inner)?.groups;
  return found?.['key'] === undefined ? UNCLEAR : resolveKey(found['key'], found['fallback'], context);
};

/**
 * Replaces `${…}` by values of the request, taken literally; `${*}`, `${?}` and `${$}` are these characters. Without
 * variables, in documents of 2008, the text stays as it is.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const resolveVariables = (text: string, variables: boolean, context: RequestContext): Resolved => {
  if (!variables) {
    return { kind: 'pieces', pieces: [{ text, literal: false }] };
  }
  const parts = text.split(VARIABLE).map((part) => resolvePart(part, context));
  if (parts.some(({ kind }) => kind === 'unclear')) {
    return UNCLEAR;
  }
  return parts.some(({ kind }) => kind === 'no-value')
    ? { kind: 'no-value' }
    : { kind: 'pieces', pieces: parts.flatMap((part) => (part.kind === 'pieces' ? part.pieces : [])) };
};
