import { Effect, type IManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ENFORCE_ROLE, ENFORCER_ROLE } from '#core/guardian-names.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import { EVERY_USER_AS_PRINTED, enforcementAction } from './enforcement-action.ts';
import { type Hub, trustedHubRoles } from './trusted-hub-roles.ts';

export interface EnforcerRoleProps {
  /** Who may use it. */
  readonly hub: Hub;
  /** The most it can ever do. */
  readonly permissionsBoundary: IManagedPolicy;
  /** The ARNs of the users whom it may never touch, of whatever account. */
  readonly breakGlass: readonly string[];
}

/** Attaches enforcement policies to users. It can't detach them, nor attach anything else. */
export class EnforcerRole extends Role {
  constructor(scope: Construct, id: string, { hub, permissionsBoundary, breakGlass }: EnforcerRoleProps) {
    super(scope, id, {
      roleName: ENFORCER_ROLE,
      description: 'Lets MFA Guardian attach its enforcement policies to IAM users of this account',
      assumedBy: trustedHubRoles(hub, [ENFORCE_ROLE]),
      permissionsBoundary,
    });
    // The one thing that enforcing takes.
    this.addToPolicy(enforcementAction('iam:AttachUserPolicy'));
    if (breakGlass.length > 0) {
      // Whatever the functions think, these users stay as they are.
      this.addToPolicy(
        new PolicyStatement({
          effect: Effect.DENY,
          actions: ['iam:AttachUserPolicy'],
          resources: [...breakGlass],
        }),
      );
    }
    acknowledgeWildcards(this, {
      [EVERY_USER_AS_PRINTED]:
        'Any user of the account may have to be enforced; iam:PolicyARN leaves only the enforcement policies.',
    });
  }
}
