import type { Effort } from './effort.ts';

/** A pattern of something, without what the exceptions take out of it. */
export interface Region<Matched> {
  readonly within: Matched;
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

export const regionAlgebra = <Matched>({
  contains,
  intersects,
}: Comparing<Matched>): RegionAlgebra<Matched> => {
  const isEmpty = (region: Region<Matched>, effort: Effort): boolean =>
    region.except.some((pattern) => contains(pattern, region.within, effort));

  const meet = (region: Region<Matched>, pattern: Matched, effort: Effort): readonly Region<Matched>[] => {
    if (!intersects(pattern, region.within, effort)) {
      return [];
    }
    // Where neither is within the other, either is larger than what they share.
    const met = { ...region, within: contains(region.within, pattern, effort) ? pattern : region.within };
    return isEmpty(met, effort) ? [] : [met];
  };

  type Narrow = (
    region: Region<Matched>,
    patterns: readonly Matched[],
    effort: Effort,
  ) => readonly Region<Matched>[];

  const within: Narrow = (region, patterns, effort) =>
    // What takes in all of the region leaves nothing for the other patterns to add.
    patterns.some((pattern) => contains(pattern, region.within, effort))
      ? [region]
      : patterns.flatMap((pattern) => meet(region, pattern, effort));

  const outside: Narrow = (region, patterns, effort) => {
    const except = patterns.filter((pattern) => intersects(pattern, region.within, effort));
    const left = except.length === 0 ? region : { ...region, except: [...region.except, ...except] };
    return isEmpty(left, effort) ? [] : [left];
  };

  const restrict: RegionAlgebra<Matched>['restrict'] = (region, { negated, patterns }, effort) => {
    effort.spend(1 + patterns.length + region.except.length);
    return negated ? outside(region, patterns, effort) : within(region, patterns, effort);
  };

  const subtract: RegionAlgebra<Matched>['subtract'] = (region, { negated, patterns }, effort) =>
    restrict(region, { negated: !negated, patterns }, effort);

  return {
    isEmpty,
    restrict,
    subtract,
    covers: (named, region, effort) => subtract(region, named, effort).length === 0,
  };
};
