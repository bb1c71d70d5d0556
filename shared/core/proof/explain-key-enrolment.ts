import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import { hasAction } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { literalPattern } from '#core/policy/pattern.ts';
import { resourcePattern } from '#core/policy/resource-pattern.ts';
import { reachableFrom } from './reachable-actions.ts';
import type { RequestingUser } from './request-context.ts';
import { onResources, type Requests } from './requests.ts';
import type { Why } from './session-proof.ts';

const CREATE = indexOfAction('iam:CreateVirtualMFADevice') ?? 0;
const ENABLE = indexOfAction('iam:EnableMFADevice') ?? 0;

/**
 * Whether whoever holds the key may enrol a device for its user, and then do everything: the statement that lets
 * it. Certain only of a *no*.
 */
export const explainKeyEnrolment = (
  granted: readonly Requests[],
  user: RequestingUser,
  effort: Effort,
): readonly Why[] => {
  const ownUser = resourcePattern(literalPattern(user.arn));
  const enabling = granted
    .flatMap((requests) => onResources(requests, ownUser, effort))
    .find(({ actions }) => hasAction(actions, ENABLE));
  const creating = hasAction(reachableFrom(granted, user, effort), CREATE);
  return creating && enabling?.grantedBy !== undefined
    ? [{ code: 'key-can-enrol-itself', place: enabling.grantedBy.source.place }]
    : [];
};
