import { ACCESS_LEVELS, type AccessLevel } from './access-level.ts';
import catalogue from './action-catalogue.json' with { type: 'json' };
import { type ActionKind, entryAt, type PackedService, unpackService } from './packed-service.ts';

export type { AccessLevel } from './access-level.ts';

const PACKED: readonly PackedService[] = catalogue.services;

/** For each action a digit, its level's place in `ACCESS_LEVELS`, known without unpacking its service. */
export const LEVELS: string = catalogue.levels;

/** The version of the data that the catalogue was made from. */
export const CATALOGUE_VERSION: string = catalogue.version;

/** Every service prefix in lower case, sorted; one service may have several, and a prefix may have no actions. */
export const SERVICES: readonly string[] = PACKED.map(({ prefix }) => prefix);

/** The numbers of one service's actions, `end` excluded. */
export interface ActionRange {
  readonly first: number;
  readonly end: number;
}

/** The service that something is asked of, its names ready; services that nobody asks about stay packed. */
interface OpenService {
  readonly prefix: string;
  readonly names: readonly string[];
  readonly lowerCaseNames: readonly string[];
  readonly kindOf: Uint16Array;
  readonly kinds: readonly ActionKind[];
}

const rangesOf = (sizes: readonly number[]): readonly ActionRange[] => {
  let end = 0;
  return sizes.map((size) => {
    end += size;
    return { first: end - size, end };
  });
};

const RANGES = rangesOf(PACKED.map(({ size }) => size));
const PLACES: ReadonlyMap<string, number> = new Map(SERVICES.map((prefix, place) => [prefix, place]));

/**
 * How many actions AWS publishes. Each has a number from 0 to here, this excluded: first by service, then by lower-case
 * name. Numbers hold for one `CATALOGUE_VERSION`. What is asked of a number that is no action's throws a `RangeError`.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export const CATALOGUE_SIZE: number = RANGES.at(-1)?.end ?? 0;

/** How many kinds of actions all services have together, known without unpacking them. */
export const CATALOGUE_KINDS: number = catalogue.kinds;

/** For each action the place of its service. */
const SERVICE_OF = new Uint16Array(CATALOGUE_SIZE);
for (const [place, { first, end }] of RANGES.entries()) {
  SERVICE_OF.fill(place, first, end);
}

const opened: (OpenService | undefined)[] = [];

const open = (place: number): OpenService => {
  const packed = entryAt(PACKED, place);
  const service = unpackService(packed);
  const lowerCaseNames = service.names.map((name) => name.toLowerCase());
  return { ...service, prefix: packed.prefix, lowerCaseNames };
};

const serviceAt = (place: number): OpenService => {
  opened[place] ??= open(place);
  return opened[place];
};

const serviceOf = (action: number): OpenService => serviceAt(entryAt(SERVICE_OF, action));

const placeInService = (action: number): number =>
  action - entryAt(RANGES, entryAt(SERVICE_OF, action)).first;

const kindOfAction = (action: number): ActionKind => {
  const { kinds, kindOf } = serviceOf(action);
  return entryAt(kinds, entryAt(kindOf, placeInService(action)));
};

/** The actions of the service with this lower-case prefix; undefined for a prefix that AWS does not have. */
export const serviceRange = (prefix: string): ActionRange | undefined => {
  const place = PLACES.get(prefix);
  return place === undefined ? undefined : RANGES[place];
};

/** As AWS writes it: `iam:CreateUser`. */
export const actionName = (action: number): string => {
  const { prefix, names } = serviceOf(action);
  return `${prefix}:${entryAt(names, placeInService(action))}`;
};

/** What comes after the colon, in lower case: what patterns in policies are matched with. */
export const lowerCaseName = (action: number): string =>
  entryAt(serviceOf(action).lowerCaseNames, placeInService(action));

/** The place of a word in a sorted list; undefined when it is not there. */
const search = (sorted: readonly string[], word: string): number | undefined => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entryAt(sorted, middle) < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return sorted[low] === word ? low : undefined;
};

/** Letters outside ASCII are kept out: some turn into an ASCII letter in lower case, but AWS takes none of them. */
const ACTION_NAME = /^[\w-]+:[\w-]+$/;

/** The number of `iam:CreateUser`, in any case; undefined for what is no action of the catalogue, patterns included. */
export const indexOfAction = (name: string): number | undefined => {
  const [prefix = '', action = ''] = ACTION_NAME.test(name) ? name.toLowerCase().split(':') : [];
  const place = PLACES.get(prefix);
  const found = place === undefined ? undefined : search(serviceAt(place).lowerCaseNames, action);
  return place === undefined || found === undefined ? undefined : entryAt(RANGES, place).first + found;
};

/** What AWS says that the action does; the gravest, where it says two things. */
export const accessLevelOf = (action: number): AccessLevel =>
  entryAt(ACCESS_LEVELS, Number(entryAt(LEVELS, action)));

/**
 * The ARNs of everything that the action can be allowed on, `*` for whatever varies, required and optional resources
 * alike; empty for an action that can be allowed on `*` only. Actions that share the list share one array.
 */
export const resourcePatternsOf = (action: number): readonly string[] =>
  kindOfAction(action).resourcePatterns;

/**
 * Whether a request for it may be for `*` alone: it has no resource types, or AWS requires none of them. The latter also
 * says of some actions what is not so: `s3:GetObject` takes one of two types, and AWS calls both optional.
 */
export const authorizesOnAll = (action: number): boolean => kindOfAction(action).authorizesOnAll;
