import type { UserPosture } from '#core/posture/posture-snapshot.ts';

/** The texts of a user's policies, told apart by marks that only the generators' texts have. */
export interface HeldTexts {
  readonly identity: readonly string[];
  /** Undefined without a boundary, or with one that nobody could read. */
  readonly boundary: string | undefined;
  /** Whether anything that grants or denies could not be read, or is no policy. */
  readonly unread: boolean;
}

/** Whole documents have statements, and an end. */
const isPolicy = (text: string): boolean => text.includes('"Statement":[{') && text.endsWith('}]}');

export const heldTexts = ({ identityPolicies, boundary }: UserPosture): HeldTexts => {
  const texts = identityPolicies.policies.map(({ text }) => text);
  const bounding = boundary.kind === 'known' && boundary.fact !== 'none' ? boundary.fact.text : undefined;
  return {
    identity: texts.filter(isPolicy),
    boundary: bounding !== undefined && isPolicy(bounding) ? bounding : undefined,
    unread:
      identityPolicies.gaps.length > 0 ||
      boundary.kind === 'unknown' ||
      ![...texts, ...(bounding === undefined ? [] : [bounding])].every(isPolicy),
  };
};

const textsOf = ({ identity, boundary }: HeldTexts): readonly string[] => [
  ...identity,
  ...(boundary === undefined ? [] : [boundary]),
];

const isDeployed = (text: string): boolean => text.includes('DenyAllButEnrolmentWithoutMfa');
const letsPasswordsChange = (text: string): boolean => text.includes('iam:ChangePassword');
const refusesKeys = (text: string): boolean => text.includes('DenyEnrolmentWithLongTermKey');

const DENY_ALL = '"Effect":"Deny","Action":"*","Resource":"*","Condition":{';

/** Of what carries no MFA key at all, `Bool` says nothing. */
const deniesAllIn = (text: string, session: string): boolean =>
  text.includes(`${DENY_ALL}"BoolIfExists"`) ||
  (text.includes(`${DENY_ALL}"Bool"`) && ['console-without-mfa', 'session-without-mfa'].includes(session));

interface Reach {
  readonly allowPasswordChange: boolean;
  /** Changing a password is a matter of IAM. */
  readonly reachesIam: boolean;
}

export const enforcesIn = (
  texts: HeldTexts,
  session: string,
  { allowPasswordChange, reachesIam }: Reach,
): boolean =>
  textsOf(texts).some(
    (text) =>
      deniesAllIn(text, session) ||
      (isDeployed(text) && (!letsPasswordsChange(text) || allowPasswordChange || !reachesIam)),
  );

/** What grants enrolment to somebody without MFA; other plausible texts leave IAM out, or ask for MFA. */
const grantsEnrolment = (text: string): boolean =>
  isDeployed(text) || text.includes('"Effect":"Allow","Action":"*","Resource":"*"}');

/** Whether enrolling a device is not certain to fail; what is unread might grant it. */
export const mayEnrolBy = (texts: HeldTexts, session: 'access-key' | 'console-without-mfa'): boolean =>
  !textsOf(texts).some(
    (text) => deniesAllIn(text, session) || (session === 'access-key' && refusesKeys(text)),
  ) &&
  (texts.unread ||
    (texts.identity.some(grantsEnrolment) &&
      (texts.boundary === undefined || grantsEnrolment(texts.boundary))));
