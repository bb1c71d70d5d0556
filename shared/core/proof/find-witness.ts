import { actionName } from '#core/catalogue/action-catalogue.ts';
import { type ActionSet, hasAction } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { ANY_ONE, ANY_RUN, literalPattern, type Pattern, showPattern } from '#core/policy/pattern.ts';
import type { Region } from '#core/policy/region.ts';
import {
  containsResource,
  isAnyResource,
  type ResourcePattern,
  resourcePattern,
} from '#core/policy/resource-pattern.ts';
import { mostDangerous } from './danger.ts';
import { reachedBy } from './reachable-actions.ts';
import type { RequestingUser } from './request-context.ts';
import { type Requests, resourceNames } from './requests.ts';
import type { Witness } from './session-proof.ts';

/** What stands for a wildcard in an example; several, in case one of them is exempt, or a path is asked for. */
const FILLERS = ['example', 'another-example', 'x', 'q7', 'example/example'];

/** The parts of an ARN that an example takes from the principal rather than from a filler. */
const OWN_PARTS: ReadonlySet<number> = new Set([1, 3, 4]);

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

const exampleOf = ({ whole, parts }: ResourcePattern, principal: RequestingUser, filler: string): string => {
  if (parts === undefined) {
    return fill(whole, filler);
  }
  const own = ['arn', principal.partition, '', 'us-east-1', principal.account, ''];
  return parts
    .map((part, index) => (isRun(part) && OWN_PARTS.has(index) ? own[index] : fill(part, filler)))
    .join(':');
};

/** A region that is the one resource of this name, if the region has it. */
const has = (region: Region<ResourcePattern>, text: string, effort: Effort): boolean => {
  const named = resourcePattern(literalPattern(text));
  return (
    region.within.every((pattern) => containsResource(pattern, named, effort)) &&
    !resourceNames.isEmpty({ within: [named], except: region.except }, effort)
  );
};

const isEverything = ({ within, except }: Region<ResourcePattern>): boolean =>
  within.every(isAnyResource) && except.length === 0;

function* examplesOf({ within }: Region<ResourcePattern>, principal: RequestingUser): Generator<string> {
  for (const filler of [...FILLERS, principal.userName]) {
    for (const pattern of within) {
      yield exampleOf(pattern, principal, filler);
    }
  }
}

/** One resource of a region, as a request names it, `*` if the region takes in everything; undefined if none was found. */
const exampleResource = (
  region: Region<ResourcePattern>,
  principal: RequestingUser,
  effort: Effort,
): string | undefined => {
  if (isEverything(region)) {
    return '*';
  }
  const own = `/${principal.userName}`;
  const owns: string[] = [];
  for (const text of examplesOf(region, principal)) {
    // Other users are the better example: the own one may be enrolment.
    if (text.endsWith(own)) {
      owns.push(text);
    } else if (has(region, text, effort)) {
      return text;
    }
  }
  return [...owns, principal.arn].find((text) => has(region, text, effort));
};

const exampleAmong = (
  regions: readonly Region<ResourcePattern>[],
  principal: RequestingUser,
  effort: Effort,
): string => {
  for (const region of regions) {
    const example = exampleResource(region, principal, effort);
    if (example !== undefined) {
      return example;
    }
  }
  const [first] = regions.flatMap(({ within }) => within);
  return first === undefined ? '*' : showPattern(first.whole);
};

const listedWitness = (
  action: number,
  open: readonly Requests[],
  principal: RequestingUser,
  effort: Effort,
): Witness | undefined => {
  for (const requests of open) {
    const regions = hasAction(requests.actions, action) ? reachedBy(action, requests, principal, effort) : [];
    if (regions.length > 0 && requests.grantedBy !== undefined) {
      return {
        action: actionName(action),
        resource: exampleAmong(regions, principal, effort),
        allowedBy: requests.grantedBy.source.place,
      };
    }
  }
  return undefined;
};

const unlistedWitness = (
  open: readonly Requests[],
  principal: RequestingUser,
  effort: Effort,
): Witness | undefined => {
  for (const { unlisted, resources, grantedBy } of open) {
    const [names] = unlisted;
    if (names !== undefined && grantedBy !== undefined) {
      return {
        action: names.within.map(showPattern).join(' and '),
        resource: exampleAmong(resources, principal, effort),
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
  principal: RequestingUser,
  effort: Effort,
): Witness | undefined => {
  const worst = mostDangerous(reachable);
  return worst === undefined
    ? unlistedWitness(open, principal, effort)
    : listedWitness(worst, open, principal, effort);
};
