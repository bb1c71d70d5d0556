import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import { hasAction } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { literalPattern } from '#core/policy/pattern.ts';
import { resourcePattern } from '#core/policy/resource-pattern.ts';
import { reachedBy } from './reachable-actions.ts';
import type { RequestingUser } from './request-context.ts';
import { onResources, type Requests } from './requests.ts';
import type { Why } from './session-proof.ts';

export const CREATE_DEVICE = indexOfAction('iam:CreateVirtualMFADevice') ?? 0;
export const ENABLE_DEVICE = indexOfAction('iam:EnableMFADevice') ?? 0;

/** Whether some of these requests creates a virtual device, under whatever name. */
export const mayCreate = (requests: readonly Requests[], user: RequestingUser, effort: Effort): boolean =>
  requests.some(
    (each) =>
      hasAction(each.actions, CREATE_DEVICE) && reachedBy(CREATE_DEVICE, each, user, effort).length > 0,
  );

/** The requests, if any, that enable a device for the own user. */
export const enablingOwn = (
  requests: readonly Requests[],
  user: RequestingUser,
  effort: Effort,
): Requests | undefined => {
  const ownUser = resourcePattern(literalPattern(user.arn));
  for (const each of requests) {
    const [own] = hasAction(each.actions, ENABLE_DEVICE) ? onResources(each, ownUser, effort) : [];
    if (own !== undefined) {
      return own;
    }
  }
  return undefined;
};

/** The statement that may let whoever holds a key enrol a device for its user, and then do everything. */
export const explainKeyEnrolment = (
  granted: readonly Requests[],
  user: RequestingUser,
  effort: Effort,
): readonly Why[] => {
  const enabling = enablingOwn(granted, user, effort)?.grantedBy;
  return enabling !== undefined && mayCreate(granted, user, effort)
    ? [{ code: 'key-can-enrol-itself', place: enabling.source.place }]
    : [];
};
