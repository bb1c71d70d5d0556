import type { GuardMode } from '#core/action/guard-action.ts';
import type { Rollout } from '#core/action/rollout.ts';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import {
  ENFORCEMENT_VARIANTS,
  type EnforcementVariant,
  enforcementPolicyArn,
} from '#core/enforcement/enforcement-variant.ts';
import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import { type EpochMs, epochMs } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import type { PostureSnapshot, PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { MAY_DO_EVERYTHING, withAttached } from './held-policies.ts';

export const PARTITION = 'aws' as Partition;
export const HUB_ACCOUNT = '111122223333' as AccountId;
export const MEMBER_ACCOUNT = '222222222222' as AccountId;

/** The rollout that most cases are about: people can't change a password without MFA. */
export const rolloutIn = (mode: GuardMode): Rollout => ({ mode, allowPasswordChange: false });

/** The rules that most cases are judged by: each variant of the enforcement policy is enough for them. */
export const RULES: ProofRules = { allowPasswordChange: true };

/** 2026-01-01T00:00:00Z. */
export const NEW_YEAR: EpochMs = epochMs(1_767_225_600_000);

/** When everybody came who is there at new year. */
export const LAST_SUMMER = epochMs(Date.parse('2025-07-01T00:00:00Z'));

export const principalNamed = (userName: string): PrincipalName => ({
  partition: PARTITION,
  account: MEMBER_ACCOUNT,
  userName: userName as UserName,
});

export const ANA = principalNamed('ana');

export const userIdOf = (userName: string): UserId =>
  `AIDA${userName.toUpperCase().replace(/[^A-Z]/g, '')}AAAAAAAAAAAAAAAA`.slice(0, 21) as UserId;

export const arnOf = (userName: string): Arn => `arn:aws:iam::${MEMBER_ACCOUNT}:user/${userName}` as Arn;

export const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess' as Arn;

export const guardArn = (variant: EnforcementVariant): Arn =>
  enforcementPolicyArn(PARTITION, MEMBER_ACCOUNT, variant);

/** The enforcement policies as deployed. */
export const INTACT_POLICIES = Object.fromEntries(
  ENFORCEMENT_VARIANTS.map((variant) => [
    variant,
    known({ kind: 'text', text: JSON.stringify(enforcementDocument(variant, PARTITION)) }),
  ]),
) as unknown as UserPosture['enforcementPolicies'];

/** A user with nothing to sign in with, who may do everything; name only what matters to the case. */
export const postureOf = (userName: string, facts: Partial<UserPosture> = {}): UserPosture => {
  const policies = { attachedPolicies: known([]), enforcementPolicies: INTACT_POLICIES, ...facts };
  return {
    userId: userIdOf(userName),
    arn: arnOf(userName),
    createdAt: LAST_SUMMER,
    accessKeys: known([]),
    password: known('none'),
    mfaDevices: known([]),
    identityPolicies: withAttached(MAY_DO_EVERYTHING, policies),
    boundary: known('none'),
    serviceControl: { kind: 'absent' },
    tags: [],
    serviceCredentials: known([]),
    sshPublicKeys: known([]),
    signingCertificates: known([]),
    ...policies,
  };
};

export const snapshotOf = (
  userName: string,
  facts: Partial<UserPosture> = {},
  readBegan: EpochMs = NEW_YEAR,
): PostureSnapshot & { readonly kind: 'present' } => ({
  kind: 'present',
  principal: principalNamed(userName),
  readBegan,
  user: postureOf(userName, facts),
});

export const ACTIVE_KEY = known([{ id: 'AKIAEXAMPLE', active: true }]);
export const PASSWORD = known('set' as const);
export const DEVICE = known([{ serialNumber: `arn:aws:iam::${MEMBER_ACCOUNT}:mfa/phone` }]);
export const CODECOMMIT_CREDENTIAL = known([
  { id: 'ACCAEXAMPLE', serviceName: 'codecommit.amazonaws.com', active: true },
]);
