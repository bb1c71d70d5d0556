import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import type { RawConditions, RawDocument, RawStatement } from '../model/request-documents.model.ts';

/** What one user holds. */
export interface LivePosture {
  readonly name: string;
  readonly own: readonly RawDocument[];
  readonly ofGroup?: RawDocument;
  readonly boundary?: RawDocument;
}

const KEY = 'aws:MultiFactorAuthPresent';

const CARVE_OUT = [
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:GetMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice',
  'sts:GetSessionToken',
];

const document = (...Statement: readonly RawStatement[]): RawDocument => ({
  Version: '2012-10-17',
  Statement,
});

const allowing = (Action: string, Condition?: RawConditions): RawDocument =>
  document({ Effect: 'Allow', Action, Resource: '*', ...(Condition && { Condition }) });

const ADMINISTRATOR_ACCESS = allowing('*');

const denying = (exempt: readonly string[], Condition: RawConditions): RawDocument =>
  document({ Effect: 'Deny', NotAction: exempt, Resource: '*', Condition });

const ABSENT_OR_FALSE: RawConditions = { BoolIfExists: { [KEY]: 'false' } };

const GUARDIANS_OWN: RawDocument = enforcementDocument('standard', 'aws');

const denyEnrollingOthers = (own: string): RawStatement => ({
  Effect: 'Deny',
  Action: ['iam:EnableMFADevice', 'iam:ResyncMFADevice'],
  NotResource: `arn:aws:iam::*:user/${own}`,
  Condition: ABSENT_OR_FALSE,
});

const administratorWith = (name: string, ...more: readonly RawDocument[]): LivePosture => ({
  name,
  own: [ADMINISTRATOR_ACCESS, ...more],
});

/** Policies that enforce MFA, only seem to, or ask for nothing of the kind. */
export const LIVE_POSTURES: readonly LivePosture[] = [
  ...ENFORCEMENT_VARIANTS.map((variant) =>
    administratorWith(`guardian-${variant}`, enforcementDocument(variant, 'aws')),
  ),
  administratorWith('administrator'),
  administratorWith('bool', denying(CARVE_OUT, { Bool: { [KEY]: 'false' } })),
  administratorWith('null', denying(CARVE_OUT, { Null: { [KEY]: 'true' } })),
  administratorWith('without-mfa-key', denying(CARVE_OUT, { StringNotEquals: { 'aws:username': 'nobody' } })),
  administratorWith('device-removal', denying([...CARVE_OUT, 'iam:DeactivateMFADevice'], ABSENT_OR_FALSE)),
  administratorWith('whole-of-iam', denying(['iam:*'], ABSENT_OR_FALSE)),
  administratorWith('not-self-scoped', denying(CARVE_OUT, ABSENT_OR_FALSE)),
  administratorWith('self-scoped', {
    Version: '2012-10-17',
    Statement: [
      denying(CARVE_OUT, ABSENT_OR_FALSE).Statement,
      denyEnrollingOthers(`\${aws:username}`),
    ].flat(),
  }),
  administratorWith('scoped-too-widely', {
    Version: '2012-10-17',
    Statement: [denying(CARVE_OUT, ABSENT_OR_FALSE).Statement, denyEnrollingOthers('*')].flat(),
  }),
  { name: 'allow-gate', own: [allowing('*', { Bool: { [KEY]: 'true' } })] },
  { name: 'allow-gate-if-exists', own: [allowing('*', { BoolIfExists: { [KEY]: 'true' } })] },
  { name: 'gate-beside-a-grant', own: [allowing('*', { Bool: { [KEY]: 'true' } }), allowing('sqs:*')] },
  { name: 'held-by-a-group', own: [ADMINISTRATOR_ACCESS], ofGroup: GUARDIANS_OWN },
  { name: 'granted-by-a-group', own: [], ofGroup: ADMINISTRATOR_ACCESS },
  {
    name: 'denied-by-a-boundary',
    own: [ADMINISTRATOR_ACCESS],
    boundary: document(
      ...[ADMINISTRATOR_ACCESS, GUARDIANS_OWN].flatMap(
        ({ Statement }) => [Statement].flat() as RawStatement[],
      ),
    ),
  },
  { name: 'within-a-boundary', own: [ADMINISTRATOR_ACCESS], boundary: allowing('sqs:*') },
  {
    name: 'gated-by-a-boundary',
    own: [ADMINISTRATOR_ACCESS],
    boundary: allowing('*', { Bool: { [KEY]: 'true' } }),
  },
  { name: 'nothing', own: [] },
];
