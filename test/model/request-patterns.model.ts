import type { Outcome } from './outcome.model.ts';
import { outcomeOf } from './outcome.model.ts';

/** A part of a pattern: text whose wildcards are wildcards, or text that stands for itself. */
export interface Piece {
  readonly text: string;
  readonly literal: boolean;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const globSource = (text: string): string =>
  escaped(text).replaceAll(String.raw`\*`, '.*').replaceAll(String.raw`\?`, '.');

const compiled = new Map<string, RegExp>();

const regexOf = (source: string, flags: string): RegExp => {
  const name = `${flags} ${source}`;
  const regex = compiled.get(name) ?? new RegExp(`^${source}$`, flags);
  compiled.set(name, regex);
  return regex;
};

/**
 * `*` is any text, `?` any one character.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const matchesPieces = (pieces: readonly Piece[], text: string): boolean =>
  regexOf(
    pieces.map((piece) => (piece.literal ? escaped(piece.text) : globSource(piece.text))).join(''),
    's',
  ).test(text);

/** Colons of an ARN before its last part, `arn:partition:service:region:account:resource`; that one may have more. */
const ARN_COLONS = 5;

interface Character {
  readonly text: string;
  readonly literal: boolean;
}

const arnSourceOf = ({ text, literal }: Character, colons: number): string => {
  const anything = colons < ARN_COLONS ? '[^:]' : '.';
  if (literal || !/[*?]/.test(text)) {
    return escaped(text);
  }
  return text === '*' ? `${anything}*` : anything;
};

/** One more colon for each part that is missing, and anything behind it. */
const missingParts = (colons: number): string =>
  colons < ARN_COLONS ? `${':[^:]*'.repeat(ARN_COLONS - 1 - colons)}:.*` : '';

/**
 * ARNs are compared part by part, so that no wildcard reaches over a colon; a pattern with fewer than six parts is
 * filled up with `*`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html (ARN)
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (incomplete ARN)
 */
export const matchesArnPieces = (pattern: readonly Piece[], arn: string): boolean => {
  const characters = pattern.flatMap(({ text, literal }) => [...text].map((one) => ({ text: one, literal })));
  let colons = 0;
  let source = '';
  for (const character of characters) {
    source += arnSourceOf(character, colons);
    colons += character.text === ':' ? 1 : 0;
  }
  return regexOf(source + missingParts(colons), 's').test(arn);
};

/**
 * Service prefix and action name are the same in any case.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export const matchesAction = (pattern: string, action: string): Outcome => {
  const matches = regexOf(globSource(pattern), 'is').test(action);
  // IAM should not have stored a pattern without a service.
  return matches && !pattern.includes(':') && !/^\*+$/.test(pattern) ? 'either' : outcomeOf(matches);
};
