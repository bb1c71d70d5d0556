import type { Gap } from '#core/posture/observed.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import type { OpenReach, Why } from '#core/proof/session-proof.ts';
import type { Disposition } from './disposition.ts';
import type { Severity } from './severity-level.ts';

/** A kind of session that a credential of this user can start now, what it reaches, and why nothing stops it. */
export type OpenSession = {
  readonly session: SessionKind;
  /** One statement for each reason why what looks like enforcement is none; empty where nothing looks like it. */
  readonly why: readonly Why[];
} & (
  | { readonly answer: 'open'; readonly open: OpenReach }
  /** No identity policy grants anything, but nothing would stop a resource policy that does. */
  | { readonly answer: 'no-grant' }
);

/** How someone without a device can enrol the first one. */
export const ENROLMENTS = [
  /** Only from the console, by whoever knows the password. */
  'from-console',
  /** An active access key can enrol a device by itself, whoever holds the key. */
  'with-key',
  /** There is an active key or a password, and nothing that could enrol: its owner is locked out. */
  'impossible',
  /** Nothing is left to sign in with, only sessions that may still live. */
  'no-credential',
] as const;

export type Enrolment = (typeof ENROLMENTS)[number];

/** The judgement about one principal, with its evidence. */
export type Finding =
  /** Nothing to sign in with, and nothing issued in the last 36 hours that could still live. */
  | { readonly kind: 'no-access' }
  /** Has a device, and whatever can be started without it is enforced. *Lasting*: a key made tomorrow opens nothing. */
  | { readonly kind: 'protected'; readonly lasting: boolean }
  /** No device yet, but everything that can be started is enforced. */
  | {
      readonly kind: 'awaiting-enrolment';
      readonly enrolment: Enrolment;
      /** Where a key can enrol a device: how bad what it then reaches is, if the policies could all be read. */
      readonly severity?: Severity;
    }
  | {
      readonly kind: 'exposed';
      readonly severity: Severity;
      readonly open: readonly OpenSession[];
      readonly hasDevice: boolean | 'unknown';
      /** Whether the console can be signed in to; absent where an earlier guardian did not say. */
      readonly hasPassword?: boolean | 'unknown';
      /** The enforcement policy that this user is to have is attached already, and no longer says what was deployed. */
      readonly heldEnforcement?: 'altered';
    }
  /** A fact the judgement hangs on could not be read: never a pass, never a reason to act. */
  | { readonly kind: 'undetermined'; readonly gaps: readonly Gap[] };

export const FINDING_KINDS = [
  'no-access',
  'protected',
  'awaiting-enrolment',
  'exposed',
  'undetermined',
] as const satisfies readonly Finding['kind'][];

export interface MfaVerdict {
  readonly finding: Finding;
  /** How the finding is to be treated; beside it, never hiding it. */
  readonly disposition: Disposition;
}
