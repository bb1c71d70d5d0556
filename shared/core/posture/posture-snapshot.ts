import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import type { BoundingPolicy, HeldPolicies, ServiceControl, Tag } from './held-policy.ts';
import type { Observed, ReadFailure } from './observed.ts';

export interface AccessKey {
  readonly id: string;
  readonly active: boolean;
}

export interface MfaDevice {
  /** An ARN for virtual devices and passkeys, a bare number for hardware tokens. */
  readonly serialNumber: string;
}

/** A credential for one service alone: for CodeCommit, Keyspaces, Bedrock and others. It never carries MFA. */
export interface ServiceCredential {
  readonly id: string;
  /** As IAM names the service, `codecommit.amazonaws.com` for one. */
  readonly serviceName: string;
  readonly active: boolean;
}

/** An SSH public key (for CodeCommit) or an X.509 signing certificate. */
export interface UploadedCredential {
  readonly id: string;
  readonly active: boolean;
}

/** The default version's text of one managed policy, or that there is no such policy. */
export type PolicyText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'no-such-policy' };

/** Which principal a snapshot is about; what is known before anything was read. */
export interface PrincipalName {
  readonly partition: Partition;
  readonly account: AccountId;
  readonly userName: UserName;
}

/** The facts that bear on MFA, each known or unknown-because, of a user that exists. */
export interface UserPosture {
  readonly userId: UserId;
  readonly arn: Arn;
  readonly createdAt: EpochMs;
  readonly accessKeys: Observed<readonly AccessKey[]>;
  /** `reset-required`: the next sign-in has to set a new one first. */
  readonly password: Observed<'set' | 'reset-required' | 'none'>;
  readonly mfaDevices: Observed<readonly MfaDevice[]>;
  /** Managed policies attached to the user directly. */
  readonly attachedPolicies: Observed<readonly Arn[]>;
  /** Everything that grants or denies: the user's own policies and those of the user's groups. */
  readonly identityPolicies: HeldPolicies;
  readonly boundary: Observed<BoundingPolicy | 'none'>;
  readonly serviceControl: ServiceControl;
  readonly tags: readonly Tag[];
  readonly serviceCredentials: Observed<readonly ServiceCredential[]>;
  readonly sshPublicKeys: Observed<readonly UploadedCredential[]>;
  readonly signingCertificates: Observed<readonly UploadedCredential[]>;
  /** What the account's enforcement policies say now, whether attached or not. */
  readonly enforcementPolicies: Readonly<Record<EnforcementVariant, Observed<PolicyText>>>;
}

/** One principal at one instant. `readBegan` is taken before the first read, so that it never claims too much. */
export type PostureSnapshot = { readonly principal: PrincipalName; readonly readBegan: EpochMs } & (
  | { readonly kind: 'present'; readonly user: UserPosture }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly because: ReadFailure }
);
