import type { Effort } from './effort.ts';

/** What is in every one of some patterns, and in none of the exceptions. */
export interface Region<Matched> {
  /** At least one; none of them takes in another. */
  readonly within: readonly Matched[];
  readonly except: readonly Matched[];
}

/** How patterns of one sort are compared. */
export interface Comparing<Matched> {
  /** A *yes* is certain. */
  readonly contains: (outer: Matched, inner: Matched, effort: Effort) => boolean;
  /** A *no* is certain. */
  readonly intersects: (left: Matched, right: Matched, effort: Effort) => boolean;
}

/** What a statement names: some patterns, or everything but them. */
export interface Named<Matched> {
  readonly negated: boolean;
  readonly patterns: readonly Matched[];
}

/** Operations on regions. Each result may be larger than the truth, never smaller. */
export interface RegionAlgebra<Matched> {
  readonly isEmpty: (region: Region<Matched>, effort: Effort) => boolean;
  /** Whether the named things certainly take in the whole region. */
  readonly covers: (named: Named<Matched>, region: Region<Matched>, effort: Effort) => boolean;
  /** What is left of a region outside the named things. */
  readonly subtract: (
    region: Region<Matched>,
    named: Named<Matched>,
    effort: Effort,
  ) => readonly Region<Matched>[];
  /** What is left of a region within the named things. */
  readonly restrict: (
    region: Region<Matched>,
    named: Named<Matched>,
    effort: Effort,
  ) => readonly Region<Matched>[];
}

/** How one pattern stands to a region. */
interface Standing<Matched> {
  readonly takesIn: (pattern: Matched, region: Region<Matched>, effort: Effort) => boolean;
  readonly touches: (pattern: Matched, region: Region<Matched>, effort: Effort) => boolean;
  readonly isEmpty: (region: Region<Matched>, effort: Effort) => boolean;
}

const standing = <Matched>({ contains, intersects }: Comparing<Matched>): Standing<Matched> => {
  const takesIn: Standing<Matched>['takesIn'] = (pattern, region, effort) =>
    region.within.some((part) => contains(pattern, part, effort));
  return {
    takesIn,
    touches: (pattern, region, effort) => region.within.every((part) => intersects(pattern, part, effort)),
    isEmpty: (region, effort) => region.except.some((pattern) => takesIn(pattern, region, effort)),
  };
};

type Narrow<Matched> = (
  region: Region<Matched>,
  patterns: readonly Matched[],
  effort: Effort,
) => readonly Region<Matched>[];

/** What of a region is in any of the patterns. */
const narrowTo = <Matched>(
  { contains }: Comparing<Matched>,
  { takesIn, touches, isEmpty }: Standing<Matched>,
): Narrow<Matched> => {
  const meet = (region: Region<Matched>, pattern: Matched, effort: Effort): readonly Region<Matched>[] => {
    if (!touches(pattern, region, effort)) {
      return [];
    }
    const larger = region.within.filter((part) => !contains(part, pattern, effort));
    const met = { ...region, within: [...larger, pattern] };
    return isEmpty(met, effort) ? [] : [met];
  };
  return (region, patterns, effort) =>
    // What takes in all of the region leaves nothing for the other patterns to add.
    patterns.some((pattern) => takesIn(pattern, region, effort))
      ? [region]
      : patterns.flatMap((pattern) => meet(region, pattern, effort));
};

/** What of a region is in none of the patterns. */
const narrowAwayFrom =
  <Matched>({ touches, isEmpty }: Standing<Matched>): Narrow<Matched> =>
  (region, patterns, effort) => {
    const except = patterns.filter((pattern) => touches(pattern, region, effort));
    const left = except.length === 0 ? region : { ...region, except: [...region.except, ...except] };
    return isEmpty(left, effort) ? [] : [left];
  };

export const regionAlgebra = <Matched>(comparing: Comparing<Matched>): RegionAlgebra<Matched> => {
  const stand = standing(comparing);
  const within = narrowTo(comparing, stand);
  const outside = narrowAwayFrom(stand);

  const restrict: RegionAlgebra<Matched>['restrict'] = (region, { negated, patterns }, effort) => {
    effort.spend(1 + patterns.length + region.except.length);
    return negated ? outside(region, patterns, effort) : within(region, patterns, effort);
  };

  const subtract: RegionAlgebra<Matched>['subtract'] = (region, { negated, patterns }, effort) =>
    restrict(region, { negated: !negated, patterns }, effort);

  return {
    isEmpty: stand.isEmpty,
    restrict,
    subtract,
    covers: (named, region, effort) => subtract(region, named, effort).length === 0,
  };
};
