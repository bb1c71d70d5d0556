import { lowerCaseAscii } from './letter-case.ts';
import { joinPatterns, literalPattern, type Pattern, wildcardPattern } from './pattern.ts';

/** A policy variable as written: `${aws:username}`, or `${aws:PrincipalTag/team, 'none'}` with a default. */
export interface PolicyVariable {
  /** The condition key, in lower case; empty for what is written in no way that AWS documents. */
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A text of a policy with its variables still to be resolved. */
export type Template = readonly (Pattern | PolicyVariable)[];

/** How the text outside variables is read: only some elements and operators have wildcards. */
export type Wildcards = 'read' | 'literal';

const VARIABLE = /\$\{([^}]*)\}/g;
/** A key, and perhaps a default; white space stands nowhere but before the default, and within the name of a tag. */
const KEY_AND_DEFAULT = /^([^\s,'](?:[^,']*[^\s,'])?)(?:, ?'([^']*)')?$/;
/** `${*}`, `${?}` and `${$}` stand for the characters themselves. */
const ESCAPES = new Set(['*', '?', '$']);

export const isVariable = (part: Pattern | PolicyVariable): part is PolicyVariable => 'key' in part;

const parseVariable = (inside: string): Pattern | PolicyVariable => {
  if (ESCAPES.has(inside)) {
    return literalPattern(inside);
  }
  const written = KEY_AND_DEFAULT.exec(inside);
  return { key: lowerCaseAscii(written?.[1] ?? ''), fallback: written?.[2] };
};

/**
 * Reads a text of a policy. Only documents of version 2012-10-17 have variables; in older ones `${…}` is text.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const parseTemplate = (text: string, hasVariables: boolean, wildcards: Wildcards): Template => {
  const plain = wildcards === 'read' ? wildcardPattern : literalPattern;
  if (!(hasVariables && text.includes('${'))) {
    return [plain(text)];
  }
  const parts: (Pattern | PolicyVariable)[] = [];
  let end = 0;
  // Behind the last brace no variable ends.
  for (const match of text.slice(0, text.lastIndexOf('}') + 1).matchAll(VARIABLE)) {
    parts.push(plain(text.slice(end, match.index)), parseVariable(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  return [...parts, plain(text.slice(end))];
};

export const variablesOf = (template: Template): readonly PolicyVariable[] => template.filter(isVariable);

/** Puts a pattern in the place of each variable; undefined where one of them has no value. */
export const resolveTemplate = (
  template: Template,
  resolve: (variable: PolicyVariable) => Pattern | undefined,
): Pattern | undefined => {
  const [only] = template;
  if (template.length === 1 && only !== undefined && !isVariable(only)) {
    return only;
  }
  const patterns: Pattern[] = [];
  for (const part of template) {
    const pattern = isVariable(part) ? resolve(part) : part;
    if (pattern === undefined) {
      return undefined;
    }
    patterns.push(pattern);
  }
  return joinPatterns(patterns);
};
