import { ACCESS_LEVELS, type AccessLevel } from './access-level.ts';

/** What an action does and what it can be allowed on; many actions of a service share one. */
export interface ActionKind {
  readonly accessLevel: AccessLevel;
  /** ARNs with `*` for whatever varies, each once. */
  readonly resourcePatterns: readonly string[];
  /** Whether a request for it may be for no resource in particular, which IAM asks as `*`. */
  readonly authorizesOnAll: boolean;
}

/** An action and the name that AWS writes after its service's prefix and the colon. */
export interface ServiceAction extends ActionKind {
  readonly name: string;
}

/** One service of `action-catalogue.json`: lists of words with a space between, and numbers in base 36. */
export interface PackedService {
  readonly prefix: string;
  /** How many actions it has, known without unpacking them. */
  readonly size: number;
  /** Every resource pattern of the service. */
  readonly patterns: string;
  /** For each kind its level (its place in `ACCESS_LEVELS`), a `?` if it authorizes on all, its patterns' places. */
  readonly kinds: string;
  /** For each action how much of its name is that of the action before, the rest of the name, `:`, its kind's place. */
  readonly actions: string;
}

/** A service that is ready for questions. Places in `names` and in `kindOf` agree; `kindOf` holds places in `kinds`. */
export interface UnpackedService {
  readonly names: readonly string[];
  readonly kindOf: Uint16Array;
  readonly kinds: readonly ActionKind[];
}

const BASE = 36;
/** The most that one digit of `BASE` says. */
const LONGEST_SHARED = BASE - 1;

const packNumber = (value: number): string => value.toString(BASE);

const unpackNumber = (digits: string): number => Number.parseInt(digits, BASE);

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

/** What a list has at a place that it must have; a place that it has not is a bug and throws. */
export const entryAt = <Entry>(entries: ArrayLike<Entry>, place: number): Entry => {
  const entry = entries[place];
  if (entry === undefined) {
    throw new RangeError(`expected a place from 0 to ${entries.length - 1}, received ${place}`);
  }
  return entry;
};

const packKind = (kind: ActionKind, patterns: readonly string[]): string => {
  const places = kind.resourcePatterns.map((pattern) => packNumber(patterns.indexOf(pattern)));
  return `${ACCESS_LEVELS.indexOf(kind.accessLevel)}${kind.authorizesOnAll ? '?' : ''}${places.join(',')}`;
};

const unpackKind = (packed: string, patterns: readonly string[]): ActionKind => {
  const authorizesOnAll = packed.charAt(1) === '?';
  const places = packed.slice(authorizesOnAll ? 2 : 1);
  return {
    accessLevel: entryAt(ACCESS_LEVELS, unpackNumber(packed.charAt(0))),
    resourcePatterns:
      places === '' ? [] : places.split(',').map((place) => entryAt(patterns, unpackNumber(place))),
    authorizesOnAll,
  };
};

const sharedLength = (left: string, right: string): number => {
  const most = Math.min(left.length, right.length, LONGEST_SHARED);
  let length = 0;
  while (length < most && left[length] === right[length]) {
    length += 1;
  }
  return length;
};

/** Names and patterns may hold neither spaces nor be empty, and names no colons. */
export const packService = (prefix: string, actions: readonly ServiceAction[]): PackedService => {
  const patterns = [...new Set(actions.flatMap((action) => action.resourcePatterns))].sort();
  const packedKinds = actions.map((action) => packKind(action, patterns));
  const kinds = [...new Set(packedKinds)];
  const placeOf = new Map(kinds.map((kind, place) => [kind, packNumber(place)]));
  const names = actions.map(({ name }, place) => {
    const shared = sharedLength(actions[place - 1]?.name ?? '', name);
    return `${packNumber(shared)}${name.slice(shared)}:${placeOf.get(entryAt(packedKinds, place))}`;
  });
  return {
    prefix,
    size: actions.length,
    patterns: patterns.join(' '),
    kinds: kinds.join(' '),
    actions: names.join(' '),
  };
};

/** The level of each action as a digit, its place in `ACCESS_LEVELS`. */
export const packLevels = (actions: readonly ServiceAction[]): string =>
  actions.map(({ accessLevel }) => ACCESS_LEVELS.indexOf(accessLevel)).join('');

/** Gives back what was packed, in the same order. */
export const unpackService = (packed: PackedService): UnpackedService => {
  const patterns = words(packed.patterns);
  const names: string[] = [];
  const kindOf = new Uint16Array(packed.size);
  let previous = '';
  for (const [place, action] of words(packed.actions).entries()) {
    const colon = action.indexOf(':');
    previous = previous.slice(0, unpackNumber(action.charAt(0))) + action.slice(1, colon);
    names.push(previous);
    kindOf[place] = unpackNumber(action.slice(colon + 1));
  }
  return { names, kindOf, kinds: words(packed.kinds).map((kind) => unpackKind(kind, patterns)) };
};
