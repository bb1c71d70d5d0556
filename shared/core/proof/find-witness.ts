import { actionName } from '#core/catalogue/action-catalogue.ts';
import { type ActionSet, hasAction } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { ANY_ONE, ANY_RUN, literalPattern, type Pattern, showPattern } from '#core/policy/pattern.ts';
import type { Region } from '#core/policy/region.ts';
import { isAnyResource, type ResourcePattern, resourcePattern } from '#core/policy/resource-pattern.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { mostDangerous } from './danger.ts';
import { reachedBy } from './reachable-actions.ts';
import { type Requests, resourceNames } from './requests.ts';
import type { Witness } from './session-proof.ts';

/** What stands for a wildcard in an example; several, in case one of them is exempt. */
const FILLERS = ['example', 'another-example', 'x', 'q7'];

/** The parts of an ARN that an example takes from the principal rather than from a filler. */
const REGION_PART = 3;
const ACCOUNT_PART = 4;

const fill = (pattern: Pattern, filler: string): string =>
  pattern
    .map((token) => {
      if (token === ANY_RUN) {
        return filler;
      }
      return token === ANY_ONE ? filler.charAt(0) : String.fromCharCode(token);
    })
    .join('');

const isRun = (pattern: Pattern): boolean => pattern.length === 1 && pattern[0] === ANY_RUN;

const exampleOf = ({ whole, parts }: ResourcePattern, principal: PrincipalName, filler: string): string => {
  if (parts === undefined) {
    return fill(whole, filler);
  }
  const own = ['arn', principal.partition, '', 'us-east-1', principal.account, ''];
  return parts
    .map((part, index) =>
      isRun(part) && (index === REGION_PART || index === ACCOUNT_PART) ? own[index] : fill(part, filler),
    )
    .join(':');
};

const isExempt = (text: string, { except }: Region<ResourcePattern>, effort: Effort): boolean =>
  resourceNames.isEmpty({ within: resourcePattern(literalPattern(text)), except }, effort);

/** One resource of a region, as a request names it; `*` if the region takes in everything. */
const exampleResource = (
  region: Region<ResourcePattern>,
  principal: PrincipalName,
  effort: Effort,
): string => {
  if (isAnyResource(region.within) && region.except.length === 0) {
    return '*';
  }
  // Where other users are within reach too, they are the better example.
  const examples = FILLERS.filter((filler) => filler !== principal.userName).map((filler) =>
    exampleOf(region.within, principal, filler),
  );
  return examples.find((text) => !isExempt(text, region, effort)) ?? showPattern(region.within.whole);
};

const listedWitness = (
  action: number,
  open: readonly Requests[],
  principal: PrincipalName,
  effort: Effort,
): Witness | undefined => {
  for (const requests of open) {
    const [region] = hasAction(requests.actions, action)
      ? reachedBy(action, requests, principal, effort)
      : [];
    if (region !== undefined && requests.grantedBy !== undefined) {
      return {
        action: actionName(action),
        resource: exampleResource(region, principal, effort),
        allowedBy: requests.grantedBy.source.place,
      };
    }
  }
  return undefined;
};

const unlistedWitness = (
  open: readonly Requests[],
  principal: PrincipalName,
  effort: Effort,
): Witness | undefined => {
  for (const { unlisted, resources, grantedBy } of open) {
    const [names] = unlisted;
    const [region] = resources;
    if (names !== undefined && region !== undefined && grantedBy !== undefined) {
      return {
        action: showPattern(names.within),
        resource: exampleResource(region, principal, effort),
        allowedBy: grantedBy.source.place,
      };
    }
  }
  return undefined;
};

/** The most dangerous action among open requests, on a resource it reaches; undefined if there is none. */
export const findWitness = (
  open: readonly Requests[],
  reachable: ActionSet,
  principal: PrincipalName,
  effort: Effort,
): Witness | undefined => {
  const worst = mostDangerous(reachable);
  return worst === undefined
    ? unlistedWitness(open, principal, effort)
    : listedWitness(worst, open, principal, effort);
};
