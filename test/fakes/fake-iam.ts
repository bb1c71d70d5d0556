import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { milliseconds } from '#core/kernel/time.ts';
import { known, type Observed, type ReadFailure, unknown } from '#core/posture/observed.ts';
import type {
  PolicyText,
  PostureSnapshot,
  PrincipalName,
  UserPosture,
} from '#core/posture/posture-snapshot.ts';
import type { AttachResult, GuardEnforcer } from '#ports/guard-enforcer.ts';
import type { PostureReader } from '#ports/posture-reader.ts';
import { MAY_LIST_BUCKETS } from './held-policies.ts';
import type { ManualClock } from './manual-clock.ts';
import { MEMBER_ACCOUNT, postureOf } from './people.ts';
import { type Missed, shownUser } from './shown-user.ts';

/** IAM's default of managed policies that can be attached to one user. */
const MANAGED_POLICIES_QUOTA = 10;

/** One call of AttachUserPolicy as it reached IAM. */
export interface AttachCall {
  readonly principal: PrincipalName;
  readonly policyArn: Arn;
  readonly sessionName: string;
}

type Users = ReadonlyMap<string, UserPosture>;
type Change = (user: UserPosture) => Partial<UserPosture>;

/** The fact that the fake itself holds; it always knows. */
const factOf = <Fact>(observed: Observed<Fact>): Fact => {
  if (observed.kind === 'unknown') {
    throw new Error('expected IAM to know its own facts');
  }
  return observed.fact;
};

/** How many more times something goes wrong, and what. */
interface Trouble<What> {
  readonly what: What;
  readonly times: number;
}

const takeFrom = <What>(troubles: Trouble<What>[]): What | undefined => {
  const first = troubles.shift();
  if (first !== undefined && first.times > 1) {
    troubles.unshift({ ...first, times: first.times - 1 });
  }
  return first?.what;
};

/**
 * One member account's IAM: users that can be changed, read and guarded. Each read takes a millisecond. Reads can
 * lag behind, be denied or fail; attaching can be refused, fail, or succeed without showing.
 */
export const fakeIam = (clock: ManualClock) => {
  let users: Users = new Map();
  let generation = 0;
  const attachCalls: AttachCall[] = [];
  const staleReads: Trouble<Users>[] = [];
  const readFailures: Trouble<Missed>[] = [];
  const attachResults: Trouble<AttachResult>[] = [];
  let failure: ReadFailure = 'throttled';

  const put = (userName: string, user: UserPosture): void => {
    users = new Map(users).set(userName, user);
  };
  const change = (userName: string, how: Change): void => {
    const user = users.get(userName);
    if (user !== undefined) {
      put(userName, { ...user, ...how(user) });
    }
  };
  const seen = (): Users => {
    clock.advance(milliseconds(1));
    return takeFrom(staleReads) ?? users;
  };
  const attach = (userName: string, policyArn: Arn): void =>
    change(userName, ({ attachedPolicies }) => ({
      attachedPolicies: known([...new Set([...factOf(attachedPolicies), policyArn])]),
    }));

  const reader: PostureReader = {
    read: async (principal): Promise<PostureSnapshot> => {
      const readBegan = clock.now();
      const user = principal.account === MEMBER_ACCOUNT ? seen().get(principal.userName) : undefined;
      const failing = takeFrom(readFailures);
      if (failing === 'user') {
        return { kind: 'unreadable', principal, readBegan, because: failure };
      }
      if (user === undefined) {
        return { kind: 'absent', principal, readBegan };
      }
      return { kind: 'present', principal, readBegan, user: shownUser(user, failing, failure) };
    },
    readAttachedPolicies: async ({ userName }) =>
      seen().get(userName)?.attachedPolicies ?? unknown('not-visible-yet'),
  };

  const enforcer: GuardEnforcer = {
    attach: async (principal, policyArn, sessionName): Promise<AttachResult> => {
      attachCalls.push({ principal, policyArn, sessionName });
      const trouble = takeFrom(attachResults);
      const user = users.get(principal.userName);
      if (trouble !== undefined) {
        return trouble;
      }
      if (user === undefined) {
        return { kind: 'try-again' };
      }
      if (factOf(user.attachedPolicies).length >= MANAGED_POLICIES_QUOTA) {
        return { kind: 'refused', because: 'policy-quota-reached' };
      }
      attach(principal.userName, policyArn);
      return { kind: 'accepted' };
    },
  };

  return {
    reader,
    enforcer,
    attachCalls,
    attach,
    /** Everyone as they are now, whatever reads say. */
    userNamed: (userName: string): UserPosture | undefined => {
      const user = users.get(userName);
      return user === undefined ? undefined : shownUser(user);
    },
    /** Someone who may list buckets; `identityPolicies`, if given, are those that are not attached. */
    createUser: (userName: string, facts: Partial<UserPosture> = {}): void => {
      generation += 1;
      const { userId, ...rest } = postureOf(userName);
      const own = generation === 1 ? userId : (`${userId.slice(0, 18)}G${generation}X` as typeof userId);
      const identityPolicies = MAY_LIST_BUCKETS;
      put(userName, { ...rest, userId: own, createdAt: clock.now(), identityPolicies, ...facts });
    },
    /** Changes facts that have no call of their own here. */
    setFacts: (userName: string, facts: Partial<UserPosture>): void => change(userName, () => facts),
    deleteUser: (userName: string): void => {
      users = new Map([...users].filter(([name]) => name !== userName));
    },
    setPassword: (userName: string, present: boolean): void =>
      change(userName, () => ({ password: known(present ? 'set' : 'none') })),
    setKey: (userName: string, id: string, status: 'active' | 'inactive' | 'gone'): void =>
      change(userName, ({ accessKeys }) => {
        const others = factOf(accessKeys).filter((key) => key.id !== id);
        return {
          accessKeys: known(status === 'gone' ? others : [...others, { id, active: status === 'active' }]),
        };
      }),
    setDevices: (userName: string, serialNumbers: readonly string[]): void =>
      change(userName, () => ({
        mfaDevices: known(serialNumbers.map((serialNumber) => ({ serialNumber }))),
      })),
    detach: (userName: string, policyArn: Arn): void =>
      change(userName, ({ attachedPolicies }) => ({
        attachedPolicies: known(factOf(attachedPolicies).filter((arn) => arn !== policyArn)),
      })),
    setPolicy: (userName: string, variant: EnforcementVariant, text: PolicyText): void =>
      change(userName, ({ enforcementPolicies }) => ({
        enforcementPolicies: { ...enforcementPolicies, [variant]: known(text) },
      })),
    /** The next reads answer with how things are now, whatever happens in between. */
    lagBehind: (reads: number): void => {
      staleReads.push({ what: users, times: reads });
    },
    /** The next reads miss one fact, or the whole user. */
    failReads: (fact: Missed, because: ReadFailure, times: number): void => {
      failure = because;
      readFailures.push({ what: fact, times });
    },
    /** The next attachments get this answer and change nothing. */
    answerAttach: (result: AttachResult, times: number): void => {
      attachResults.push({ what: result, times });
    },
  };
};
