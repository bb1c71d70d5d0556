import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';

/** A principal named in the reviewed configuration, by ARN and id together: names are reusable, ids are not. */
export interface NamedPrincipal {
  readonly arn: Arn;
  readonly id: UserId;
  readonly reason: string;
}

export interface NamedPrincipals {
  readonly exempt: readonly NamedPrincipal[];
  readonly breakGlass: readonly NamedPrincipal[];
}

/** How a principal is to be treated, and why; never acted upon unless `none`. */
export type Disposition =
  | { readonly kind: 'none' }
  | { readonly kind: 'exempt'; readonly reason: string }
  | { readonly kind: 'break-glass'; readonly reason: string };

const named = (principals: readonly NamedPrincipal[], arn: Arn, id: UserId): NamedPrincipal | undefined =>
  principals.find((principal) => principal.arn === arn && principal.id === id);

/** Break-glass outranks an exemption; a match on only the ARN or only the id is no match. */
export const dispositionOf = (arn: Arn, id: UserId, principals: NamedPrincipals): Disposition => {
  const breakGlass = named(principals.breakGlass, arn, id);
  if (breakGlass !== undefined) {
    return { kind: 'break-glass', reason: breakGlass.reason };
  }
  const exempt = named(principals.exempt, arn, id);
  return exempt === undefined ? { kind: 'none' } : { kind: 'exempt', reason: exempt.reason };
};
