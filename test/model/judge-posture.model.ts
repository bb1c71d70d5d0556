import type { Observed } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';

/**
 * A second opinion on what the facts mean, written without the product's code: an unknown fact stands for every
 * world in which it could be one thing or the other, and each world is judged by a table.
 */
interface World {
  readonly key: boolean;
  readonly password: boolean;
  readonly device: boolean;
  readonly livingSession: boolean;
  readonly enforced: boolean;
}

type Kind = 'no-access' | 'protected' | 'awaiting-enrolment' | 'exposed' | 'undetermined';

export interface ModelFinding {
  readonly kind: Kind;
  /** Only of the protected: whether that would survive a new key. */
  readonly lasting?: boolean;
  /** Only of the exposed: the kinds of session that are open in every world. */
  readonly open?: readonly string[];
  readonly hasDevice?: boolean | 'unknown';
}

const valuesOf = <Fact>(observed: Observed<Fact>, ask: (fact: Fact) => boolean): readonly boolean[] =>
  observed.kind === 'known' ? [ask(observed.fact)] : [false, true];

/** Only the text that was deployed has this statement, in the postures that are generated. */
const MARK_OF_THE_DEPLOYED_TEXT = 'DenyAllButEnrolmentWithoutMfa';

const NAMES = [
  ['standard', 'MfaGuardianRequireMfa'],
  ['standard-password-change', 'MfaGuardianRequireMfaPasswordChange'],
  ['strict', 'MfaGuardianRequireMfaStrict'],
  ['strict-password-change', 'MfaGuardianRequireMfaStrictPasswordChange'],
] as const;

const enforcedValues = (user: UserPosture): readonly boolean[] => {
  if (user.attachedPolicies.kind === 'unknown') {
    return [false, true];
  }
  const attached = new Set<string>(user.attachedPolicies.fact);
  const perVariant = NAMES.filter(([, name]) =>
    attached.has(`arn:aws:iam::222222222222:policy/mfa-guardian/${name}`),
  ).map(([variant]) =>
    valuesOf(
      user.enforcementPolicies[variant],
      (policy) => policy.kind === 'text' && policy.text.includes(MARK_OF_THE_DEPLOYED_TEXT),
    ),
  );
  if (perVariant.some((values) => !values.includes(false))) {
    return [true];
  }
  return perVariant.some((values) => values.includes(true)) ? [false, true] : [false];
};

const worldsOf = (user: UserPosture, livingSession: boolean): readonly World[] =>
  valuesOf(user.accessKeys, (keys) => keys.some(({ active }) => active)).flatMap((key) =>
    valuesOf(user.password, (password) => password !== 'none').flatMap((password) =>
      valuesOf(user.mfaDevices, ({ length }) => length > 0).flatMap((device) =>
        enforcedValues(user).map((enforced) => ({ key, password, device, livingSession, enforced })),
      ),
    ),
  );

/** What can be done without MFA in one world. */
const openIn = ({ key, password, device, livingSession, enforced }: World): readonly string[] =>
  [
    ['access-key', key],
    ['console-without-mfa', password && !device],
    ['session-without-mfa', key || livingSession],
    ['federation', key || livingSession],
  ].flatMap(([session, possible]) => (possible && !enforced ? [session as string] : []));

const judgeWorld = (world: World): Kind => {
  if (!(world.key || world.password || world.livingSession)) {
    return 'no-access';
  }
  if (openIn(world).length > 0) {
    return 'exposed';
  }
  return world.device ? 'protected' : 'awaiting-enrolment';
};

const same = <Value>(values: readonly Value[]): Value | undefined =>
  new Set(values).size === 1 ? values[0] : undefined;

/** A policy that is known to be intact and strict keeps a key from enrolling, whatever else is attached. */
const refusesKeys = ({ attachedPolicies, enforcementPolicies }: UserPosture): boolean =>
  NAMES.some(([variant, name]) => {
    const policy = enforcementPolicies[variant];
    return (
      variant.startsWith('strict') &&
      attachedPolicies.kind === 'known' &&
      attachedPolicies.fact.some((arn) => arn.endsWith(`/${name}`)) &&
      policy.kind === 'known' &&
      policy.fact.kind === 'text' &&
      policy.fact.text.includes(MARK_OF_THE_DEPLOYED_TEXT)
    );
  });

/** How the first device can be enrolled is part of what is found: a table of who could do it. */
const enrolmentIn = ({ key, password }: World, keysRefused: boolean): string => {
  if (key && !keysRefused) {
    return 'with-key';
  }
  return password ? 'from-console' : `${key}`;
};

/** Worlds with and without an active key never agree on somebody who has yet to enrol. */
const agreed = (worlds: readonly World[], keysRefused: boolean): Kind | undefined => {
  const kind = same(worlds.map(judgeWorld));
  const alike =
    same(worlds.map(({ key }) => key)) !== undefined &&
    same(worlds.map((world) => enrolmentIn(world, keysRefused))) !== undefined;
  return kind === 'awaiting-enrolment' && !alike ? undefined : kind;
};

/** What all worlds agree on is so; where they disagree, nothing is determined. */
export const modelFinding = (snapshot: PostureSnapshot, livingSession: boolean): ModelFinding => {
  if (snapshot.kind !== 'present') {
    return { kind: snapshot.kind === 'absent' ? 'no-access' : 'undetermined' };
  }
  const worlds = worldsOf(snapshot.user, livingSession);
  const kind = agreed(worlds, refusesKeys(snapshot.user)) ?? 'undetermined';
  switch (kind) {
    case 'protected':
      return { kind, lasting: worlds.every(({ enforced }) => enforced) };
    case 'exposed': {
      const [first = [], ...others] = worlds.map(openIn);
      const open = first.filter((session) => others.every((sessions) => sessions.includes(session)));
      return { kind, open, hasDevice: same(worlds.map(({ device }) => device)) ?? 'unknown' };
    }
    default:
      return { kind };
  }
};
