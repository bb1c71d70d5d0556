import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ENFORCEMENT_POLICY_PATH } from '#core/enforcement/enforcement-variant.ts';
import { ASSESS_ROLE, ENFORCE_ROLE, READER_ROLE } from '#core/guardian-names.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import { EVERY_USER, EVERY_USER_AS_PRINTED } from './enforcement-action.ts';
import { type Hub, trustedHubRoles } from './trusted-hub-roles.ts';

/** Reads what an IAM user can sign in with and which policies are attached, and nothing that is secret. */
export class ReaderRole extends Role {
  constructor(scope: Construct, id: string, hub: Hub) {
    super(scope, id, {
      roleName: READER_ROLE,
      description: 'Lets MFA Guardian read IAM users of this account',
      assumedBy: trustedHubRoles(hub, [ASSESS_ROLE, ENFORCE_ROLE]),
    });
    // One user's credentials and attached policies, as they are now.
    this.addToPolicy(
      new PolicyStatement({
        actions: [
          'iam:GetLoginProfile',
          'iam:GetUser',
          'iam:ListAccessKeys',
          'iam:ListAttachedUserPolicies',
          'iam:ListMFADevices',
        ],
        resources: [EVERY_USER],
      }),
    );
    // Which enforcement policies exist; the action knows no resources.
    this.addToPolicy(new PolicyStatement({ actions: ['iam:ListPolicies'], resources: ['*'] }));
    // Whether an enforcement policy still says what was deployed.
    this.addToPolicy(
      new PolicyStatement({
        actions: ['iam:GetPolicyVersion'],
        resources: [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy${ENFORCEMENT_POLICY_PATH}*`],
      }),
    );
    acknowledgeWildcards(this, {
      [EVERY_USER_AS_PRINTED]:
        'Any user of the account may become exposed; the actions only read, and read no secret.',
      '*': 'iam:ListPolicies can only be allowed on every resource.',
      [`arn:<AWS::Partition>:iam::<AWS::AccountId>:policy${ENFORCEMENT_POLICY_PATH}*`]:
        "The path holds the guardian's own policies; their documents are compared with what was deployed.",
    });
  }
}
