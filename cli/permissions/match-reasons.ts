import { explains, type HolderReasons, type Permission, type Reason } from './permission.ts';

/** A permission and the reason that was reviewed for it. */
export interface ExplainedPermission {
  readonly permission: Permission;
  readonly reason: Reason;
}

/** Everything one holder has, explained. */
export interface ExplainedHolder extends Omit<HolderReasons, 'reasons'> {
  readonly permissions: readonly ExplainedPermission[];
}

/** What the templates and the reasons say of each other. */
export interface MatchedReasons {
  readonly holders: readonly ExplainedHolder[];
  /** What is wrong, in words; empty when every permission has one reason, and every reason a permission. */
  readonly problems: readonly string[];
}

const describe = ({ holder, kind, effect, action, resources }: Permission): string =>
  `${holder}: ${kind} ${effect} ${action} on ${resources.join(', ') || 'itself'}`;

const matchOne = (
  permission: Permission,
  reasons: readonly Reason[],
): { readonly explained?: ExplainedPermission; readonly problem?: string } => {
  const [reason, ...more] = reasons.filter((candidate) => explains(candidate, permission));
  if (reason === undefined) {
    return { problem: `no reason for ${describe(permission)}` };
  }
  return more.length > 0
    ? { problem: `${more.length + 1} reasons for ${describe(permission)}` }
    : { explained: { permission, reason } };
};

const matchHolder = (
  { reasons, ...holder }: HolderReasons,
  permissions: readonly Permission[],
): { readonly explained: ExplainedHolder; readonly problems: readonly string[] } => {
  const matches = permissions.map((permission) => matchOne(permission, reasons));
  const unused = reasons.filter((reason) => !permissions.some((permission) => explains(reason, permission)));
  return {
    explained: { ...holder, permissions: matches.flatMap(({ explained }) => explained ?? []) },
    problems: [
      ...matches.flatMap(({ problem }) => problem ?? []),
      ...unused.map(({ action, on }) => `${holder.holder}: nothing is left of ${action} ${on ?? ''}`.trim()),
    ],
  };
};

/** Puts each permission together with its reason, and says what is left over on either side. */
export const matchReasons = (
  permissions: readonly Permission[],
  reasons: readonly HolderReasons[],
): MatchedReasons => {
  const byHolder = Map.groupBy(permissions, ({ holder }) => holder);
  const matches = reasons.map((holder) => matchHolder(holder, byHolder.get(holder.holder) ?? []));
  const unknown = [...byHolder.keys()].filter((holder) => !reasons.some((known) => known.holder === holder));
  return {
    holders: matches.map(({ explained }) => explained),
    problems: [
      ...matches.flatMap(({ problems }) => problems),
      ...unknown.map((holder) => `no reasons for ${holder}`),
    ],
  };
};
