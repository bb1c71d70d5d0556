import type { Observed } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { enforcesIn, type HeldTexts, heldTexts, mayEnrolBy } from './policy-marks.model.ts';

/**
 * A second opinion on what the facts mean, written without the product's code: an unknown fact stands for every
 * world in which it could be one thing or the other, and each world is judged by a table.
 */
interface World {
  readonly key: boolean;
  readonly password: boolean;
  readonly device: boolean;
  readonly livingSession: boolean;
  readonly livingConsole: boolean;
  /** Of a service, or an SSH key. */
  readonly serviceCredential: boolean;
  readonly certificate: boolean;
  /** Of the policies that could not be read, one may be an enforcement policy. */
  readonly enforcedUnread: boolean;
}

type Kind = 'no-access' | 'protected' | 'awaiting-enrolment' | 'exposed' | 'undetermined';

export interface ModelFinding {
  readonly kind: Kind;
  /** Only of the protected: whether that would survive a new key. */
  readonly lasting?: boolean;
  /** Only of those who await enrolment: how a device can be enrolled. */
  readonly enrolment?: string;
  /** Only of the exposed: the kinds of session that are open in every world. */
  readonly open?: readonly string[];
  readonly hasDevice?: boolean | 'unknown';
}

/** What may live on of sessions that ended keys and passwords have started. */
export interface Living {
  readonly session: boolean;
  readonly console: boolean;
}

/** What is judged: the policies as read, and whether people may change their password without MFA. */
interface Judged {
  readonly texts: HeldTexts;
  readonly allowPasswordChange: boolean;
}

const SESSIONS = [
  'access-key',
  'console-without-mfa',
  'session-without-mfa',
  'federation',
  'service-credential',
];

const valuesOf = <Fact>(observed: Observed<Fact>, ask: (fact: Fact) => boolean): readonly boolean[] =>
  observed.kind === 'known' ? [ask(observed.fact)] : [false, true];

const someActive = (list: readonly { readonly active: boolean }[]): boolean =>
  list.some(({ active }) => active);

const eitherOf = (left: readonly boolean[], right: readonly boolean[]): readonly boolean[] => [
  ...new Set(left.flatMap((one) => right.map((other) => one || other))),
];

/** Every combination of what each fact could be. */
const worldsOf = (user: UserPosture, living: Living, { unread }: HeldTexts): readonly World[] => {
  const choices: Readonly<Record<keyof World, readonly boolean[]>> = {
    key: valuesOf(user.accessKeys, someActive),
    password: valuesOf(user.password, (password) => password !== 'none'),
    device: valuesOf(user.mfaDevices, ({ length }) => length > 0),
    livingSession: [living.session],
    livingConsole: [living.console],
    serviceCredential: eitherOf(
      valuesOf(user.serviceCredentials, someActive),
      valuesOf(user.sshPublicKeys, someActive),
    ),
    certificate: valuesOf(user.signingCertificates, someActive),
    enforcedUnread: unread ? [false, true] : [false],
  };
  return Object.entries(choices).reduce<readonly Partial<World>[]>(
    (worlds, [fact, values]) =>
      worlds.flatMap((world) => values.map((value) => ({ ...world, [fact]: value }))),
    [{}],
  ) as readonly World[];
};

const isPossible = (session: string, world: World): boolean =>
  ({
    'access-key': world.key,
    'console-without-mfa': world.livingConsole || (world.password && !world.device),
    'session-without-mfa': world.key || world.livingSession,
    federation: world.key || world.livingSession,
    'service-credential': world.serviceCredential || world.certificate,
  })[session] ?? false;

const isEnforced = (session: string, world: World, { texts, allowPasswordChange }: Judged): boolean =>
  world.enforcedUnread ||
  enforcesIn(texts, session, {
    allowPasswordChange,
    reachesIam: session !== 'service-credential' || world.certificate,
  });

/** What can be done without MFA in one world. */
const openIn = (world: World, judged: Judged): readonly string[] =>
  SESSIONS.filter((session) => isPossible(session, world) && !isEnforced(session, world, judged));

const judgeWorld = (world: World, judged: Judged): Kind => {
  const { key, password, livingSession, livingConsole, serviceCredential, certificate } = world;
  if (!(key || password || livingSession || livingConsole || serviceCredential || certificate)) {
    return 'no-access';
  }
  if (openIn(world, judged).length > 0) {
    return 'exposed';
  }
  return world.device ? 'protected' : 'awaiting-enrolment';
};

const same = <Value>(values: readonly Value[]): Value | undefined =>
  new Set(values).size === 1 ? values[0] : undefined;

/** How the first device can be enrolled: a table of who could do it. */
const enrolmentIn = ({ key, password }: World, { texts }: Judged): string => {
  if (key && mayEnrolBy(texts, 'access-key')) {
    return 'with-key';
  }
  if (password && mayEnrolBy(texts, 'console-without-mfa')) {
    return 'from-console';
  }
  return key || password ? 'impossible' : 'no-credential';
};

/** Who does not know the ways in can't say how somebody enrols, unless a key does it. */
const agreedEnrolment = (worlds: readonly World[], judged: Judged): string | undefined => {
  const enrolment = same(worlds.map((world) => enrolmentIn(world, judged)));
  const waysIn = worlds.map(({ key, password }) =>
    enrolment === 'with-key' ? `${key}` : `${key} ${password}`,
  );
  return same(waysIn) === undefined ? undefined : enrolment;
};

const UNDETERMINED: ModelFinding = { kind: 'undetermined' };

const presentFinding = (worlds: readonly World[], judged: Judged): ModelFinding => {
  const kind = same(worlds.map((world) => judgeWorld(world, judged)));
  switch (kind) {
    case 'protected':
      return {
        kind,
        lasting: worlds.every((world) => SESSIONS.every((session) => isEnforced(session, world, judged))),
      };
    case 'awaiting-enrolment': {
      const enrolment = agreedEnrolment(worlds, judged);
      return enrolment === undefined ? UNDETERMINED : { kind, enrolment };
    }
    case 'exposed': {
      const [first = [], ...others] = worlds.map((world) => openIn(world, judged));
      const open = first.filter((session) => others.every((sessions) => sessions.includes(session)));
      return { kind, open, hasDevice: same(worlds.map(({ device }) => device)) ?? 'unknown' };
    }
    default:
      return kind === undefined ? UNDETERMINED : { kind };
  }
};

/** What all worlds agree on is so; where they disagree, nothing is determined. */
export const modelFinding = (
  snapshot: PostureSnapshot,
  living: Living,
  allowPasswordChange: boolean,
): ModelFinding => {
  if (snapshot.kind !== 'present') {
    return { kind: snapshot.kind === 'absent' ? 'no-access' : 'undetermined' };
  }
  const judged = { texts: heldTexts(snapshot.user), allowPasswordChange };
  return presentFinding(worldsOf(snapshot.user, living, judged.texts), judged);
};
