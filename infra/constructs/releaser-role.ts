import { type IManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RELEASE_ROLE, RELEASER_ROLE } from '#core/guardian-names.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import { EVERY_USER_AS_PRINTED, enforcementAction } from './enforcement-action.ts';
import { type Hub, trustedHubRoles } from './trusted-hub-roles.ts';

export interface ReleaserRoleProps {
  /** Who may use it. */
  readonly hub: Hub;
  /** The most it can ever do. */
  readonly permissionsBoundary: IManagedPolicy;
}

/** Detaches enforcement policies. That gives access back, so it is nobody's role but the release function's. */
export class ReleaserRole extends Role {
  constructor(scope: Construct, id: string, { hub, permissionsBoundary }: ReleaserRoleProps) {
    super(scope, id, {
      roleName: RELEASER_ROLE,
      description: 'Lets MFA Guardian detach its enforcement policies from IAM users of this account',
      assumedBy: trustedHubRoles(hub, [RELEASE_ROLE]),
      permissionsBoundary,
    });
    // The one thing that releasing takes.
    this.addToPolicy(enforcementAction('iam:DetachUserPolicy'));
    acknowledgeWildcards(this, {
      [EVERY_USER_AS_PRINTED]:
        'Any enforced user may have to be released; iam:PolicyARN leaves only the enforcement policies.',
    });
  }
}
