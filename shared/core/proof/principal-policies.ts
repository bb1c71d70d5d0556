import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { type CompiledPolicy, type CompiledStatement, compilePolicy } from '#core/policy/compile-policy.ts';
import type { Effort } from '#core/policy/effort.ts';
import type { PolicyProblem } from '#core/policy/policy-problem.ts';
import type { BoundingPolicy, HeldPolicy, PolicyName } from '#core/posture/held-policy.ts';
import type { Gap } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { latest, madeOnce, numberOf, type Remembered, remembered } from './remembered.ts';
import type { StatementPlace } from './session-proof.ts';

/** A statement, and where people find it. */
export interface PlacedStatement extends CompiledStatement {
  readonly place: StatementPlace;
}

/** Everything that grants to a user, bounds or denies, compiled; and what could not be read or understood. */
export interface PrincipalPolicies {
  readonly identity: readonly PlacedStatement[];
  /** Undefined without a boundary. */
  readonly boundary: readonly PlacedStatement[] | undefined;
  /** Levels of service control policies that are understood wholly; each has to allow. */
  readonly levels: readonly (readonly PlacedStatement[])[];
  /** What else denies: of a level that is not understood wholly nobody knows what it allows. */
  readonly onlyDenying: readonly PlacedStatement[];
  readonly gaps: readonly Gap[];
}

export type PolicySources = Pick<UserPosture, 'identityPolicies' | 'boundary' | 'serviceControl'>;

interface Compiled {
  readonly statements: readonly PlacedStatement[];
  readonly gaps: readonly Gap[];
}

const NOTHING: Compiled = { statements: [], gaps: [] };

const nameOf = (policy: PolicyName): string => (policy.kind === 'managed' ? policy.arn : policy.name);

type PolicyPlace = Omit<StatementPlace, 'statement'>;

const place = (policy: CompiledPolicy, source: PolicyPlace): Compiled => ({
  statements: policy.map((statement) => ({
    ...statement,
    place: { ...source, statement: statement.label },
  })),
  gaps: [],
});

/** In so many places one policy is kept: many users hold it themselves or by a few groups. */
const MOST_PLACES = 16;
const placesOf = madeOnce((_policy: CompiledPolicy) => latest<string, Compiled>(MOST_PLACES));

const placeText = ({ holder, policy }: PolicyPlace): string =>
  JSON.stringify([holder.kind, holder.kind === 'group' ? holder.groupName : '', policy.kind, nameOf(policy)]);

/** The statements of one policy in one place are the same objects for everybody who has it from there. */
const placeOnce = (policy: CompiledPolicy, source: PolicyPlace): Compiled => {
  const places = placesOf(policy);
  const text = placeText(source);
  const known = places.get(text) ?? place(policy, source);
  places.set(text, known);
  return known;
};

const gapOf = (problem: PolicyProblem, { policy }: PolicyPlace): Gap => ({
  fact: 'policy-document',
  because: problem.because ?? 'not-understood',
  of: nameOf(policy),
});

const compile = (text: string, source: PolicyPlace, effort: Effort): Compiled => {
  const compiled = compilePolicy(text, effort);
  return compiled.ok
    ? placeOnce(compiled.value, source)
    : { statements: [], gaps: [gapOf(compiled.problem, source)] };
};

const joined = (compiled: readonly Compiled[]): Compiled => ({
  statements: compiled.flatMap(({ statements }) => statements),
  gaps: compiled.flatMap(({ gaps }) => gaps),
});

const sortKey = ({ holder, policy }: HeldPolicy): string =>
  canonicalJson([holder.kind === 'group' ? holder.groupName : '', nameOf(policy)]);

/** IAM lists policies in no particular order; the same policies have to give the same proof. */
const inOrder = (policies: readonly HeldPolicy[]): readonly HeldPolicy[] => {
  const keyed = policies.map((policy) => ({ policy, key: sortKey(policy) }));
  return keyed.sort((left, right) => (left.key < right.key ? -1 : 1)).map(({ policy }) => policy);
};

const compileHeld = ({ holder, policy, text }: HeldPolicy, effort: Effort): Compiled =>
  compile(text, { holder, policy }, effort);

const compileBounding = (
  { name, text }: BoundingPolicy,
  kind: 'boundary' | 'service-control',
  effort: Effort,
): Compiled => compile(text, { holder: { kind }, policy: { kind: 'inline', name } }, effort);

const isUnderstood = ({ gaps }: Compiled): boolean => gaps.length === 0;

const compileBoundary = (
  boundary: PolicySources['boundary'],
  effort: Effort,
): { readonly bounds: boolean; readonly compiled: Compiled } => {
  if (boundary.kind === 'unknown') {
    const gaps: readonly Gap[] = [{ fact: 'boundary', because: boundary.because }];
    return { bounds: false, compiled: { statements: [], gaps } };
  }
  if (boundary.fact === 'none') {
    return { bounds: false, compiled: NOTHING };
  }
  const compiled = compileBounding(boundary.fact, 'boundary', effort);
  return { bounds: compiled.gaps.length === 0, compiled };
};

/** All policies of one user, each compiled. */
interface CompiledSources {
  readonly held: readonly Compiled[];
  readonly unread: readonly Gap[];
  readonly boundary: ReturnType<typeof compileBoundary>;
  readonly levels: readonly (readonly Compiled[])[];
}

const compileSources = (
  { identityPolicies, boundary, serviceControl }: PolicySources,
  effort: Effort,
): CompiledSources => ({
  held: inOrder(identityPolicies.policies).map((policy) => compileHeld(policy, effort)),
  unread: identityPolicies.gaps,
  boundary: compileBoundary(boundary, effort),
  levels: (serviceControl.kind === 'known' ? serviceControl.levels : []).map((level) =>
    level.map((policy) => compileBounding(policy, 'service-control', effort)),
  ),
});

const join = ({
  held,
  unread,
  boundary: { bounds, compiled },
  levels,
}: CompiledSources): PrincipalPolicies => {
  const identity = joined(held);
  const joinedLevels = levels.map(joined);
  return {
    identity: identity.statements,
    boundary: bounds ? compiled.statements : undefined,
    levels: joinedLevels.filter(isUnderstood).map(({ statements }) => statements),
    onlyDenying: joinedLevels.filter((level) => !isUnderstood(level)).flatMap(({ statements }) => statements),
    gaps: [...unread, ...identity.gaps, ...compiled.gaps, ...joined(joinedLevels).gaps],
  };
};

/** Of so many users, and of so many sets of policies, what was asked for last is kept. */
const MOST_KEPT = 16;

const sets = latest<string, PrincipalPolicies>(MOST_KEPT);

/** The same policies in the same places are the same object for everybody who has them. */
const joinOnce = (sources: CompiledSources): PrincipalPolicies => {
  const { held, unread, boundary, levels } = sources;
  const key = JSON.stringify([
    held.map(numberOf),
    unread,
    boundary.bounds,
    numberOf(boundary.compiled),
    levels.map((level) => level.map(numberOf)),
  ]);
  const known = sets.get(key) ?? join(sources);
  sets.set(key, known);
  return known;
};

/**
 * Compiles what a user is subject to. A text that is no policy leaves a gap, as a failed read does. Service
 * control policies that are not known leave none: they could only take away. Throws `TooComplex` once the effort is
 * spent.
 */
export const principalPolicies = remembered(
  (sources: PolicySources, effort): PrincipalPolicies => joinOnce(compileSources(sources, effort)),
  latest<PolicySources, Remembered<PrincipalPolicies>>(MOST_KEPT),
);
