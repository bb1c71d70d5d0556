import fc from 'fast-check';
import type { RawStatement } from '../model/request-documents.model.ts';
import { EXTRA_CONDITIONS, MFA_CONDITIONS, withCondition } from './statement-mutations.ts';

const ADMINISTRATOR: RawStatement = { Effect: 'Allow', Action: '*', Resource: '*' };

const GRANTS: readonly RawStatement[] = [
  ADMINISTRATOR,
  { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: ['iam:*AccessKey*', 'iam:ChangePassword', 'iam:DeactivateMFADevice', 'iam:GetUser'],
    Resource: [`arn:aws:iam::*:user/\${aws:username}`, `arn:aws:iam::*:user/*/\${aws:username}`],
  },
  { Effect: 'Allow', Action: ['iam:EnableMFADevice', 'iam:GetUser'], Resource: 'arn:aws:iam::*:user/*' },
  { Effect: 'Allow', Action: ['iam:GetUser', 'sts:GetCallerIdentity', 'iam:ListMFADevices'], Resource: '*' },
  { Effect: 'Allow', Action: 's3:*', Resource: '*' },
  { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' },
  { Effect: 'Allow', Action: 's3:Get*', NotResource: 'arn:aws:s3:::photos/*' },
  { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: 'arn:aws:iam::222222222222:role/admin' },
  { Effect: 'Allow', Action: ['newservice:*', 'codecommit:GitPull'], Resource: ['*'] },
  { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::b-\${aws:PrincipalTag/team, 'none'}/*` },
  { Effect: 'Allow', Action: 'iam:FutureAction', Resource: '*' },
  { Effect: 'Allow', Action: 'iam:List?sers', Resource: '*' },
];

const grants = fc.oneof(
  { weight: 2, arbitrary: fc.constant(ADMINISTRATOR) },
  { weight: 3, arbitrary: fc.constantFrom(...GRANTS) },
);

const conditions = fc.constantFrom(...EXTRA_CONDITIONS, ...MFA_CONDITIONS);

/** Allows of every kind, from everything to one action on one resource, a third of them under a condition. */
export const allowStatements: fc.Arbitrary<RawStatement> = fc.oneof(
  { weight: 2, arbitrary: grants },
  { weight: 1, arbitrary: fc.tuple(grants, conditions).map(([grant, extra]) => withCondition(grant, extra)) },
);
