import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { Gap, ReadFailure } from './observed.ts';

/** Where a user has a policy from. */
export type PolicyHolder = { readonly kind: 'user' } | { readonly kind: 'group'; readonly groupName: string };

/** A managed policy is named by its ARN, an inline one by its name within its holder. */
export type PolicyName =
  | { readonly kind: 'managed'; readonly arn: Arn }
  | { readonly kind: 'inline'; readonly name: string };

/** One identity policy as it applies to a user now: the text of a managed policy's default version. */
export interface HeldPolicy {
  readonly holder: PolicyHolder;
  readonly policy: PolicyName;
  /** The JSON text, as IAM stores it. */
  readonly text: string;
}

/** The identity policies that could be read; complete only if there is no gap. */
export interface HeldPolicies {
  readonly policies: readonly HeldPolicy[];
  readonly gaps: readonly Gap[];
}

/** A policy that bounds and never grants: a permissions boundary or a service control policy. */
export interface BoundingPolicy {
  /** The boundary's ARN, or the service control policy's id. */
  readonly name: string;
  readonly text: string;
}

/**
 * What service control policies say to the users of an account. *Absent*: the account is the organization's
 * management account, or in no organization, or reviewers said so in the configuration.
 */
export type ServiceControl =
  /** From the organization's root down to the account: each level has to allow. */
  | { readonly kind: 'known'; readonly levels: readonly (readonly BoundingPolicy[])[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly because: ReadFailure | 'not-configured' };

export interface Tag {
  readonly key: string;
  readonly value: string;
}
