import fc from 'fast-check';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { ENFORCEMENT_VARIANTS, type EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { epochMs } from '#core/kernel/time.ts';
import type { Tag } from '#core/posture/held-policy.ts';
import { known, type Observed, unknown } from '#core/posture/observed.ts';
import type {
  AccessKey,
  MfaDevice,
  PolicyText,
  PostureSnapshot,
  ServiceCredential,
  UploadedCredential,
  UserPosture,
} from '#core/posture/posture-snapshot.ts';
import { withAttached } from '../fakes/held-policies.ts';
import { ADMINISTRATOR_ACCESS, ANA, guardArn, NEW_YEAR, principalNamed } from '../fakes/people.ts';
import { boundaries, ownPolicies, serviceControls } from './policies.ts';
import { readFailures } from './read-failures.ts';

/** Mostly known: a generator that answers "unknown" half the time never reaches the other findings. */
const observed = <Fact>(facts: fc.Arbitrary<Fact>): fc.Arbitrary<Observed<Fact>> =>
  fc.oneof(
    { weight: 9, arbitrary: facts.map(known) },
    { weight: 1, arbitrary: readFailures.map((because) => unknown(because)) },
  );

const accessKeys: fc.Arbitrary<readonly AccessKey[]> = fc.uniqueArray(
  fc.record({ id: fc.constantFrom('AKIAONE', 'AKIATWO'), active: fc.boolean() }),
  { maxLength: 2, selector: (key) => key.id },
);

const mfaDevices: fc.Arbitrary<readonly MfaDevice[]> = fc.uniqueArray(
  fc.record({ serialNumber: fc.constantFrom('arn:aws:iam::222222222222:mfa/ana', 'GAHT12345678') }),
  { maxLength: 2, selector: (device) => device.serialNumber },
);

const passwords = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('set' as const, 'none' as const) },
  { weight: 1, arbitrary: fc.constant('reset-required' as const) },
);

const serviceCredentials: fc.Arbitrary<readonly ServiceCredential[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('ACCAONE', 'ACCATWO'),
        serviceName: fc.constantFrom('codecommit.amazonaws.com', 'bedrock.amazonaws.com'),
        active: fc.boolean(),
      }),
      { minLength: 1, maxLength: 2, selector: (credential) => credential.id },
    ),
  },
);

const uploadedCredentials: fc.Arbitrary<readonly UploadedCredential[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.record({ id: fc.constant('APKAONE'), active: fc.boolean() }).map((one) => [one]),
  },
);

const tags: fc.Arbitrary<readonly Tag[]> = fc.subarray([
  { key: 'team', value: 'payments' },
  { key: 'mfa', value: 'required' },
]);

const policyTexts = (variant: EnforcementVariant): fc.Arbitrary<PolicyText> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constant<PolicyText>({
        kind: 'text',
        text: JSON.stringify(enforcementDocument(variant, ANA.partition)),
      }),
    },
    { weight: 1, arbitrary: fc.constant<PolicyText>({ kind: 'text', text: '{"Version":"2012-10-17"}' }) },
    { weight: 1, arbitrary: fc.constant<PolicyText>({ kind: 'no-such-policy' }) },
  );

/** As often without an enforcement policy as with one: else hardly anybody would be exposed. */
const attachedPolicies: fc.Arbitrary<readonly Arn[]> = fc.oneof(
  { weight: 3, arbitrary: fc.subarray([ADMINISTRATOR_ACCESS]) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...ENFORCEMENT_VARIANTS)
      .map((variant) => [ADMINISTRATOR_ACCESS, guardArn(variant)]),
  },
  { weight: 1, arbitrary: fc.subarray([ADMINISTRATOR_ACCESS, ...ENFORCEMENT_VARIANTS.map(guardArn)]) },
);

const enforcementPolicies: fc.Arbitrary<UserPosture['enforcementPolicies']> = fc.record({
  standard: observed(policyTexts('standard')),
  'standard-password-change': observed(policyTexts('standard-password-change')),
  strict: observed(policyTexts('strict')),
  'strict-password-change': observed(policyTexts('strict-password-change')),
});

const facts = fc.record({
  userId: fc.constant('AIDAANAANAANAANAANA00' as UserId),
  arn: fc.constant('arn:aws:iam::222222222222:user/ana' as Arn),
  createdAt: fc.constant(epochMs(0)),
  accessKeys: observed(accessKeys),
  password: observed(passwords),
  mfaDevices: observed(mfaDevices),
  attachedPolicies: observed(attachedPolicies),
  enforcementPolicies,
  boundary: observed(boundaries),
  serviceControl: serviceControls,
  tags,
  serviceCredentials: observed(serviceCredentials),
  sshPublicKeys: observed(uploadedCredentials),
  signingCertificates: observed(uploadedCredentials),
});

/** The texts of what is attached are those that the enforcement policies have at the same time. */
export const userPostures: fc.Arbitrary<UserPosture> = fc
  .tuple(facts, ownPolicies)
  .map(([user, own]) => ({ ...user, identityPolicies: withAttached(own, user) }));

export const presentSnapshots: fc.Arbitrary<PostureSnapshot & { readonly kind: 'present' }> =
  userPostures.map((user) => ({
    kind: 'present',
    principal: principalNamed('ana'),
    readBegan: NEW_YEAR,
    user,
  }));

export const snapshots: fc.Arbitrary<PostureSnapshot> = fc.oneof(
  { weight: 8, arbitrary: presentSnapshots },
  {
    weight: 1,
    arbitrary: fc.constant<PostureSnapshot>({
      kind: 'absent',
      principal: principalNamed('ana'),
      readBegan: NEW_YEAR,
    }),
  },
  {
    weight: 1,
    arbitrary: readFailures.map(
      (because): PostureSnapshot => ({
        kind: 'unreadable',
        because,
        principal: principalNamed('ana'),
        readBegan: NEW_YEAR,
      }),
    ),
  },
);
