/** A policy statement as the enforcement documents use the language; IAM accepts more. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface PolicyDocument {
  /** Only this version resolves policy variables; an older one leaves `${…}` literal. */
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}
