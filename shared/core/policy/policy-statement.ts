import type { Template } from './template.ts';

/** The types of values that condition operators compare. `unknown` is an operator that IAM does not have. */
export type OperatorFamily =
  | 'string'
  | 'numeric'
  | 'date'
  | 'bool'
  | 'binary'
  | 'ip-address'
  | 'arn'
  | 'null'
  | 'unknown';

/** How a key that may have several values is compared. */
export type Quantifier = 'none' | 'for-all-values' | 'for-any-value';

export interface ConditionOperator {
  /** As written, `ForAnyValue:StringLikeIfExists`. */
  readonly name: string;
  readonly family: OperatorFamily;
  readonly quantifier: Quantifier;
  /** Whether it holds when no value matches: `StringNotEquals`, `NotIpAddress`. */
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** Whether it compares wildcards (`StringLike` and all of the ARN's), or letters in any case. */
  readonly comparison: 'exact' | 'any-case' | 'wildcards' | 'ordered';
}

/** One key of a condition, with every value it is compared with. */
export interface ConditionEntry {
  readonly operator: ConditionOperator;
  /** In lower case: keys are compared in any case. */
  readonly key: string;
  readonly values: readonly Template[];
}

/** `Action` or `NotAction`; in lower case. */
export interface ActionElement {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** `Resource` or `NotResource`; a trust policy has neither. */
export interface ResourceElement {
  readonly negated: boolean;
  readonly templates: readonly Template[];
}

/** `Principal` or `NotPrincipal`, by the type of principal; identity policies have neither. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly principals: readonly { readonly type: string; readonly name: string }[];
}

/** One statement, in one shape whatever way it was written. */
export interface PolicyStatement {
  /** Its Sid, or its place: `#2` for the second statement. */
  readonly label: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionElement;
  readonly resources: ResourceElement | undefined;
  readonly principals: PrincipalElement | undefined;
  readonly conditions: readonly ConditionEntry[];
  /** Whether it has `${…}` that is no variable, because the document's version has none. */
  readonly literalVariables: boolean;
}

export interface ParsedPolicy {
  /** Without 2012-10-17, `${…}` is text. */
  readonly hasVariables: boolean;
  readonly statements: readonly PolicyStatement[];
}
