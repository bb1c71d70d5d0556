import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ENFORCEMENT_POLICY_PATH } from '#core/enforcement/enforcement-variant.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import { EVERY_USER_AS_PRINTED, enforcementAction } from './enforcement-action.ts';

/** The most that the enforcer and the releaser can ever do, whatever else somebody may attach to them. */
export class ActionBoundary extends ManagedPolicy {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      managedPolicyName: 'MfaGuardianActionBoundary',
      path: ENFORCEMENT_POLICY_PATH,
      statements: [enforcementAction('iam:AttachUserPolicy', 'iam:DetachUserPolicy')],
    });
    acknowledgeWildcards(this, {
      [EVERY_USER_AS_PRINTED]: 'Bounded by iam:PolicyARN to the enforcement policies; any user may need one.',
    });
  }
}
