import fc from 'fast-check';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import type { RawConditions, RawStatement } from '../model/request-documents.model.ts';

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
const PASSWORD = ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'];
const DEVICE_REMOVAL = ['iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice'];

const MFA_KEY = 'aws:MultiFactorAuthPresent';
const IF_EXISTS: RawConditions = { BoolIfExists: { [MFA_KEY]: 'false' } };
const ONLY_IF_PRESENT: RawConditions = { Bool: { [MFA_KEY]: 'false' } };

const denyAllBut = (exempt: readonly string[] | string, condition: RawConditions): RawStatement => ({
  Sid: 'DenyAllExceptListedIfNoMFA',
  Effect: 'Deny',
  NotAction: exempt,
  Resource: '*',
  Condition: condition,
});

const OWN_USER = [`arn:aws:iam::*:user/\${aws:username}`, `arn:aws:iam::*:user/*/\${aws:username}`];

const denyEnrollingOthers = (condition: RawConditions): RawStatement => ({
  Sid: 'DenyEnrollingOthers',
  Effect: 'Deny',
  Action: ['iam:EnableMFADevice', 'iam:ResyncMFADevice'],
  NotResource: OWN_USER,
  Condition: condition,
});

const OLD: RawConditions = { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '32400' } };

/** Policies that people have written to require MFA, right and wrong, each one reduced to what matters. */
const IN_THE_WILD: readonly (readonly RawStatement[])[] = [
  [denyAllBut(CARVE_OUT, IF_EXISTS)],
  [denyAllBut([...CARVE_OUT, ...PASSWORD], IF_EXISTS)],
  [denyAllBut(CARVE_OUT, ONLY_IF_PRESENT)],
  [
    denyAllBut([...CARVE_OUT, 'iam:DeleteVirtualMFADevice', 'iam:List*'], {
      Bool: { [MFA_KEY]: 'false', 'aws:ViaAWSService': 'false' },
    }),
  ],
  [denyAllBut([...CARVE_OUT, ...DEVICE_REMOVAL], IF_EXISTS)],
  [denyAllBut('iam:*', IF_EXISTS)],
  [denyAllBut([...CARVE_OUT, 'iam:CreateLoginProfile', 'iam:ListUsers'], IF_EXISTS)],
  [denyAllBut(CARVE_OUT, OLD), denyEnrollingOthers(OLD)],
  [{ Effect: 'Deny', NotAction: CARVE_OUT, NotResource: OWN_USER }],
  [{ Effect: 'Deny', Action: '*', Resource: '*' }],
  [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: IF_EXISTS }],
  [denyAllBut(CARVE_OUT, IF_EXISTS), denyEnrollingOthers(IF_EXISTS)],
  [
    denyAllBut(CARVE_OUT, IF_EXISTS),
    denyEnrollingOthers(IF_EXISTS),
    {
      Effect: 'Deny',
      Action: ['iam:EnableMFADevice', 'iam:ResyncMFADevice'],
      Resource: '*',
      Condition: { Null: { 'aws:username': 'true' } },
    },
  ],
  [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { BoolIfExists: { [MFA_KEY]: 'true' } } }],
  [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { [MFA_KEY]: 'true' } } }],
];

const OURS = ENFORCEMENT_VARIANTS.map((variant) => enforcementDocument(variant, 'aws').Statement);

export const enforcementSkeletons: fc.Arbitrary<readonly RawStatement[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 5, arbitrary: fc.constantFrom(...OURS) },
  { weight: 5, arbitrary: fc.constantFrom(...IN_THE_WILD) },
);
