import { assertNever } from '#core/kernel/assert-never.ts';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { type EpochMs, isBefore } from '#core/kernel/time.ts';
import type { Observed } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';

/**
 * What a read shows once a change is visible. IAM is eventually consistent: a read right after the event may
 * still answer with the state before it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html (changes are not always immediately visible)
 */
export type Expectation =
  | { readonly kind: 'user-present'; readonly userId: UserId }
  | { readonly kind: 'user-gone'; readonly at: EpochMs }
  | { readonly kind: 'user-named' }
  | { readonly kind: 'password'; readonly present: boolean }
  | { readonly kind: 'access-key'; readonly id: string; readonly status: 'active' | 'inactive' | 'gone' }
  | { readonly kind: 'mfa-device'; readonly serialNumber: string; readonly present: boolean }
  | { readonly kind: 'attached-policy'; readonly arn: Arn; readonly present: boolean }
  /** A policy written into the user itself. */
  | { readonly kind: 'inline-policy'; readonly name: string; readonly present: boolean }
  /** The permissions boundary, by ARN, or that there is none. */
  | { readonly kind: 'boundary'; readonly name: string }
  /** A session of the console was started without MFA; no read shows that. */
  | { readonly kind: 'password-session' }
  | { readonly kind: 'unstated' };

type UserExpectation = Extract<
  Expectation,
  { kind: 'password' | 'access-key' | 'mfa-device' | 'attached-policy' | 'inline-policy' | 'boundary' }
>;

/** An unknown fact can't contradict: it is reported as a gap, not waited for here. */
const holds = <Fact>(observed: Observed<Fact>, shows: (fact: Fact) => boolean): boolean =>
  observed.kind === 'unknown' || shows(observed.fact);

const keyStatus = (user: UserPosture, id: string): Observed<'active' | 'inactive' | 'gone'> => {
  if (user.accessKeys.kind === 'unknown') {
    return user.accessKeys;
  }
  const key = user.accessKeys.fact.find((candidate) => candidate.id === id);
  if (key === undefined) {
    return { kind: 'known', fact: 'gone' };
  }
  return { kind: 'known', fact: key.active ? 'active' : 'inactive' };
};

/** Which listing a gap is of is not told apart: with any gap, absence proves nothing. */
const inlinePolicyShown = (
  { name, present }: Expectation & { kind: 'inline-policy' },
  { identityPolicies }: UserPosture,
): boolean => {
  const found = identityPolicies.policies.some(
    ({ holder, policy }) => holder.kind === 'user' && policy.kind === 'inline' && policy.name === name,
  );
  return found === present || identityPolicies.gaps.length > 0;
};

const isShownBy = (expectation: UserExpectation, user: UserPosture): boolean => {
  switch (expectation.kind) {
    case 'password':
      return holds(user.password, (password) => (password !== 'none') === expectation.present);
    case 'access-key':
      return holds(keyStatus(user, expectation.id), (status) => status === expectation.status);
    case 'mfa-device':
      return holds(
        user.mfaDevices,
        (devices) =>
          devices.some((device) => device.serialNumber === expectation.serialNumber) === expectation.present,
      );
    case 'attached-policy':
      return holds(user.attachedPolicies, (arns) => arns.includes(expectation.arn) === expectation.present);
    case 'inline-policy':
      return inlinePolicyShown(expectation, user);
    case 'boundary':
      return holds(user.boundary, (held) => (held === 'none' ? held : held.name) === expectation.name);
    default:
      return assertNever(expectation);
  }
};

type Unseen = Extract<Expectation, { kind: 'password-session' | 'unstated' }>;

const isNothingToSee = (expectation: Expectation): expectation is Unseen =>
  expectation.kind === 'unstated' || expectation.kind === 'password-session';

/** Whether this read can be one that saw the change. A read that failed altogether is never called too early. */
export const isVisible = (expectation: Expectation, snapshot: PostureSnapshot): boolean => {
  if (snapshot.kind === 'unreadable' || isNothingToSee(expectation)) {
    return true;
  }
  if (expectation.kind === 'user-gone') {
    return snapshot.kind === 'absent' || isBefore(expectation.at, snapshot.user.createdAt);
  }
  if (snapshot.kind === 'absent') {
    return false;
  }
  switch (expectation.kind) {
    case 'user-named':
      return true;
    case 'user-present':
      return snapshot.user.userId === expectation.userId;
    default:
      return isShownBy(expectation, snapshot.user);
  }
};
