/** Which kind of policy a permission comes from. */
export type PolicyKind = 'trust' | 'identity' | 'boundary' | 'resource';

/** One action of one statement, written for people. */
export interface Permission {
  /** Whose policy it is: `role MfaGuardianReader`, `queue Changes/Queue`. */
  readonly holder: string;
  readonly kind: PolicyKind;
  readonly effect: 'Allow' | 'Deny';
  /** Who is allowed or denied; empty where the holder itself is. */
  readonly principals: readonly string[];
  readonly action: string;
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Why a permission is needed: reviewed text, kept apart from the template that it explains. */
export interface Reason {
  /** @default 'identity' */
  readonly kind?: PolicyKind;
  /** @default 'Allow' */
  readonly effect?: 'Deny';
  readonly action: string;
  /** Part of what is named or asked for; tells statements of one holder apart that have the same action. */
  readonly on?: string;
  readonly why: string;
  /** The files whose code makes the call, from the root. */
  readonly usedIn?: readonly string[];
}

/** The reasons of one holder. */
export interface HolderReasons {
  readonly holder: string;
  /** What it is for, in a sentence. */
  readonly about: string;
  /** The file that grants all this, from the root. */
  readonly grantedIn: string;
  readonly reasons: readonly Reason[];
}

const textsOf = ({ resources, conditions }: Permission): readonly string[] => [
  ...resources,
  ...conditions.flatMap(({ values }) => values),
];

/** Whether a reason of the same holder is about this permission. */
export const explains = (reason: Reason, permission: Permission): boolean =>
  reason.action === permission.action &&
  (reason.kind ?? 'identity') === permission.kind &&
  (reason.effect ?? 'Allow') === permission.effect &&
  (reason.on === undefined || textsOf(permission).some((text) => text.includes(reason.on ?? '')));
