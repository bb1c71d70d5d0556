import {
  ENFORCEMENT_POLICY_NAMES,
  ENFORCEMENT_POLICY_PATH,
  ENFORCEMENT_VARIANTS,
  type EnforcementVariant,
} from '#core/enforcement/enforcement-variant.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { HeldPolicies, HeldPolicy, PolicyHolder } from '#core/posture/held-policy.ts';
import type { ReadFailure } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';

const allowing = (action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

/** What AdministratorAccess says. */
export const EVERYTHING_ALLOWED = allowing('*');

/** What any other managed policy says that a case attaches for some other reason. */
const LITTLE_ALLOWED = allowing('s3:ListAllMyBuckets');

export const USER: PolicyHolder = { kind: 'user' };

export const inlinePolicy = (name: string, text: string, holder: PolicyHolder = USER): HeldPolicy => ({
  holder,
  policy: { kind: 'inline', name },
  text,
});

/** These and no others, all of them read. */
export const heldPolicies = (...policies: readonly HeldPolicy[]): HeldPolicies => ({ policies, gaps: [] });

/** What a user holds of its own unless a case says otherwise: open, as long as nothing is enforced. */
export const MAY_DO_EVERYTHING: HeldPolicies = heldPolicies(
  inlinePolicy('may-do-everything', EVERYTHING_ALLOWED),
);

/** What a user of the fake IAM holds: little, so that thousands of judgements take no time. */
export const MAY_LIST_BUCKETS: HeldPolicies = heldPolicies(inlinePolicy('may-list-buckets', LITTLE_ALLOWED));

const notReadable = (arn: Arn, because: ReadFailure): HeldPolicies => ({
  policies: [],
  gaps: [{ fact: 'policy-document', because, of: arn }],
});

const attachedText = (arn: Arn, text: string): HeldPolicies =>
  heldPolicies({ holder: USER, policy: { kind: 'managed', arn }, text });

const enforcementText = (
  arn: Arn,
  variant: EnforcementVariant,
  { enforcementPolicies }: Pick<UserPosture, 'enforcementPolicies'>,
): HeldPolicies => {
  const policy = enforcementPolicies[variant];
  if (policy.kind === 'unknown') {
    return notReadable(arn, policy.because);
  }
  return policy.fact.kind === 'text'
    ? attachedText(arn, policy.fact.text)
    : notReadable(arn, 'not-visible-yet');
};

const textOf = (arn: Arn, user: Pick<UserPosture, 'enforcementPolicies'>): HeldPolicies => {
  const variant = ENFORCEMENT_VARIANTS.find((candidate) =>
    arn.endsWith(`:policy${ENFORCEMENT_POLICY_PATH}${ENFORCEMENT_POLICY_NAMES[candidate]}`),
  );
  if (variant !== undefined) {
    return enforcementText(arn, variant, user);
  }
  return attachedText(arn, arn.endsWith('/AdministratorAccess') ? EVERYTHING_ALLOWED : LITTLE_ALLOWED);
};

/** What a read tells of the policies attached to a user: their texts, or the gaps where IAM would not say. */
const attachedTexts = (
  user: Pick<UserPosture, 'attachedPolicies' | 'enforcementPolicies'>,
): readonly HeldPolicies[] =>
  user.attachedPolicies.kind === 'known'
    ? user.attachedPolicies.fact.map((arn) => textOf(arn, user))
    : [{ policies: [], gaps: [{ fact: 'attached-policies', because: user.attachedPolicies.because }] }];

/** Everything a user holds: of its own and of its groups, as given, and what is attached. */
export const withAttached = (
  own: HeldPolicies,
  user: Pick<UserPosture, 'attachedPolicies' | 'enforcementPolicies'>,
): HeldPolicies => {
  const parts = [own, ...attachedTexts(user)];
  return {
    policies: parts.flatMap(({ policies }) => policies),
    gaps: parts.flatMap(({ gaps }) => gaps),
  };
};
