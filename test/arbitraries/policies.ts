import fc from 'fast-check';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type {
  BoundingPolicy,
  HeldPolicies,
  PolicyHolder,
  ServiceControl,
} from '#core/posture/held-policy.ts';
import type { Gap } from '#core/posture/observed.ts';
import { EVERYTHING_ALLOWED, inlinePolicy, MAY_DO_EVERYTHING, USER } from '../fakes/held-policies.ts';
import { ANA } from '../fakes/people.ts';
import { readFailures } from './read-failures.ts';

const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** What people really hold, and what is often taken for a demand of MFA. */
const PLAUSIBLE_TEXTS: readonly string[] = [
  EVERYTHING_ALLOWED,
  document({ Effect: 'Allow', Action: ['s3:Get*', 's3:List*'], Resource: '*' }),
  document({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }),
  document({
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  }),
  document({
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  }),
  document({
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  }),
];

const ENFORCEMENT_TEXTS = ENFORCEMENT_VARIANTS.map((variant) =>
  JSON.stringify(enforcementDocument(variant, ANA.partition)),
);

/** Texts that IAM would not have accepted, or that a read cut off. */
const GARBAGE_TEXTS: readonly string[] = [
  '',
  'null',
  '[]',
  '{"Version":"2012-10-17"}',
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Act',
  '%7B%22Version%22%3A%222012-10-17%2',
];

const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PLAUSIBLE_TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...ENFORCEMENT_TEXTS) },
  { weight: 1, arbitrary: fc.constantFrom(...GARBAGE_TEXTS) },
);

const holders = fc.constantFrom<PolicyHolder>(USER, { kind: 'group', groupName: 'developers' });

const heldPolicies = fc
  .tuple(fc.constantFrom('one', 'two', 'three'), texts, holders)
  .map(([name, text, holder]) => inlinePolicy(name, text, holder));

const gaps: fc.Arbitrary<Gap> = fc.oneof(
  fc.record({
    fact: fc.constantFrom<Gap['fact']>('inline-policies', 'groups'),
    because: readFailures,
  }),
  fc.record({
    fact: fc.constantFrom<Gap['fact']>('group-policies', 'policy-document'),
    because: readFailures,
    of: fc.constantFrom('developers', 'developers/one'),
  }),
);

/** Everything but what is attached to the user. Half of all may do everything, so that enforcement matters. */
export const ownPolicies: fc.Arbitrary<HeldPolicies> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(MAY_DO_EVERYTHING) },
  {
    weight: 5,
    arbitrary: fc.record({
      policies: fc.uniqueArray(heldPolicies, {
        maxLength: 3,
        selector: ({ holder, policy }) => JSON.stringify([holder, policy]),
      }),
      gaps: fc.oneof(
        { weight: 8, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(gaps, { minLength: 1, maxLength: 2 }) },
      ),
    }),
  },
);

const BOUNDARY_ARN = 'arn:aws:iam::222222222222:policy/boundary' as Arn;

export const boundaries: fc.Arbitrary<BoundingPolicy | 'none'> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('none' as const) },
  { weight: 1, arbitrary: texts.map((text) => ({ name: BOUNDARY_ARN, text })) },
);

/** What Organizations attaches everywhere, and what some attach besides. */
const LEVELS: readonly (readonly BoundingPolicy[])[] = [
  [{ name: 'p-FullAWSAccess', text: EVERYTHING_ALLOWED }],
  [
    { name: 'p-FullAWSAccess', text: EVERYTHING_ALLOWED },
    { name: 'p-nousers', text: document({ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }) },
  ],
];

export const serviceControls: fc.Arbitrary<ServiceControl> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<ServiceControl>({ kind: 'absent' }) },
  { weight: 1, arbitrary: fc.constant<ServiceControl>({ kind: 'unknown', because: 'not-configured' }) },
  { weight: 1, arbitrary: readFailures.map((because): ServiceControl => ({ kind: 'unknown', because })) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...LEVELS), { minLength: 1, maxLength: 3 })
      .map((levels): ServiceControl => ({ kind: 'known', levels })),
  },
);
