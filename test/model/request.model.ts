import type { RawDocument } from './request-documents.model.ts';

/** The keys that a request carries, in lower case; what is not there is absent. */
export type RequestContext = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface AwsRequest {
  readonly action: string;
  /** An ARN, or `*` for actions on no resource of their own. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** Every policy that has a say in one user's request. */
export interface RequestPolicies {
  readonly identity: readonly RawDocument[];
  readonly boundary?: RawDocument;
  /** From the organization's root down to the account. */
  readonly serviceControl?: readonly (readonly RawDocument[])[];
  /** Whether a policy of the resource itself names the user directly and allows the request. */
  readonly resourcePolicyGrants?: boolean;
}

export type Decision = 'allowed' | 'explicitly-denied' | 'implicitly-denied';
