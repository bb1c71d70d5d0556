import { type ActionSet, countCommon, isEmptySet } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { actionsByLevel } from './action-kinds.ts';
import { findWitness } from './find-witness.ts';
import { reachableFrom } from './reachable-actions.ts';
import type { RequestingUser } from './request-context.ts';
import type { Requests } from './requests.ts';
import type { OpenReach, ReachByAccessLevel } from './session-proof.ts';

const countByLevel = (actions: ActionSet): ReachByAccessLevel => {
  const levels = actionsByLevel();
  return {
    'permissions-management': countCommon(actions, levels['permissions-management']),
    write: countCommon(actions, levels.write),
    tagging: countCommon(actions, levels.tagging),
    read: countCommon(actions, levels.read),
    list: countCommon(actions, levels.list),
  };
};

/** What open requests amount to; undefined if they reach nothing. */
export const measureReach = (
  open: readonly Requests[],
  principal: RequestingUser,
  effort: Effort,
): OpenReach | undefined => {
  const reachable = reachableFrom(open, principal, effort);
  const unlistedActions = open.some(({ unlisted }) => unlisted.length > 0);
  const witness =
    unlistedActions || !isEmptySet(reachable) ? findWitness(open, reachable, principal, effort) : undefined;
  if (witness === undefined) {
    return undefined;
  }
  const byAccessLevel = countByLevel(reachable);
  // Each action has one level.
  const actions = Object.values(byAccessLevel).reduce((sum, count) => sum + count, 0);
  return { actions, unlistedActions, byAccessLevel, witness };
};
