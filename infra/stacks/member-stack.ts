import { type IStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { GuardianConfiguration } from '#configuration/guardian-configuration.ts';
import { IAM_EVENTS_REGION } from '#core/guardian-names.ts';
import { ActionBoundary } from '../constructs/action-boundary.ts';
import { EnforcementPolicies } from '../constructs/enforcement-policies.ts';
import { EnforcerRole } from '../constructs/enforcer-role.ts';
import { EventForwarder } from '../constructs/event-forwarder.ts';
import { ReaderRole } from '../constructs/reader-role.ts';
import { ReleaserRole } from '../constructs/releaser-role.ts';
import { PlainTemplateSynthesizer } from './plain-template-synthesizer.ts';

/**
 * What every account needs, the security account included: the same template everywhere, without assets, so that
 * it can be deployed with or without CDK.
 */
export class MemberStack extends Stack {
  constructor(scope: Construct, id: string, hub: GuardianConfiguration) {
    super(scope, id, {
      description: 'MFA Guardian in a watched account: reports IAM events, and lets the hub read and enforce',
      // The account is whichever the command has credentials for; IAM events arrive in this Region only.
      env: { region: IAM_EVENTS_REGION },
      // CDK's class and interface disagree on what an absent property is.
      synthesizer: new PlainTemplateSynthesizer() as IStackSynthesizer,
      terminationProtection: true,
    });
    const forwarder = new EventForwarder(this, 'Forwarder', hub);
    const reader = new ReaderRole(this, 'Reader', hub);
    const permissionsBoundary = new ActionBoundary(this, 'ActionBoundary');
    const enforcer = new EnforcerRole(this, 'Enforcer', {
      hub,
      permissionsBoundary,
      breakGlass: hub.principals.breakGlass.map(({ arn }) => arn),
    });
    const releaser = new ReleaserRole(this, 'Releaser', { hub, permissionsBoundary });
    const policies = new EnforcementPolicies(this, 'EnforcementPolicies');
    // Made last, so deleted first: IAM refuses to delete a policy that somebody has attached, and everything
    // that watches and releases that person is then still there.
    policies.node.addDependency(forwarder, reader, enforcer, releaser);
  }
}
