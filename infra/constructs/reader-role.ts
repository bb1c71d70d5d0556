import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ASSESS_ROLE, ENFORCE_ROLE, READER_ROLE } from '#core/guardian-names.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import { EVERY_USER, EVERY_USER_AS_PRINTED } from './enforcement-action.ts';
import { type Hub, trustedHubRoles } from './trusted-hub-roles.ts';

const inAccount = (resource: string): string => `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:${resource}`;
const asPrinted = (resource: string): string => `arn:<AWS::Partition>:iam::<AWS::AccountId>:${resource}`;

const EVERY_GROUP = 'group/*';
const EVERY_POLICY = 'policy/*';
const EVERY_ROLE = 'role/*';

/** One user's credentials and policies, as they are now. */
const USER_READS = [
  'iam:GetLoginProfile',
  'iam:GetUser',
  'iam:GetUserPolicy',
  'iam:ListAccessKeys',
  'iam:ListAttachedUserPolicies',
  'iam:ListGroupsForUser',
  'iam:ListMFADevices',
  'iam:ListServiceSpecificCredentials',
  'iam:ListSigningCertificates',
  'iam:ListSSHPublicKeys',
  'iam:ListUserPolicies',
];

/** Reads what IAM users can sign in with and what their policies say, and nothing that is secret. */
export class ReaderRole extends Role {
  constructor(scope: Construct, id: string, hub: Hub) {
    super(scope, id, {
      roleName: READER_ROLE,
      description: 'Lets MFA Guardian read IAM users of this account',
      assumedBy: trustedHubRoles(hub, [ASSESS_ROLE, ENFORCE_ROLE]),
    });
    this.addToPolicy(new PolicyStatement({ actions: USER_READS, resources: [EVERY_USER] }));
    // What a user has from its groups.
    this.addToPolicy(
      new PolicyStatement({
        actions: [
          // Who is in a group that changed.
          'iam:GetGroup',
          'iam:GetGroupPolicy',
          'iam:ListAttachedGroupPolicies',
          'iam:ListGroupPolicies',
        ],
        resources: [inAccount(EVERY_GROUP)],
      }),
    );
    // What managed policies say: the account's, the guardian's own among them, and those of AWS.
    this.addToPolicy(
      new PolicyStatement({
        actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
        resources: [inAccount(EVERY_POLICY), `arn:${Aws.PARTITION}:iam::aws:${EVERY_POLICY}`],
      }),
    );
    // Who has a policy that changed: an account's own, because those of AWS are changed by AWS.
    this.addToPolicy(
      new PolicyStatement({ actions: ['iam:ListEntitiesForPolicy'], resources: [inAccount(EVERY_POLICY)] }),
    );
    // Whom a role that changed trusts.
    this.addToPolicy(new PolicyStatement({ actions: ['iam:GetRole'], resources: [inAccount(EVERY_ROLE)] }));
    // Which enforcement policies exist, and who is in the account; IAM lists both only on every resource.
    this.addToPolicy(
      new PolicyStatement({ actions: ['iam:ListPolicies', 'iam:ListUsers'], resources: ['*'] }),
    );
    acknowledgeWildcards(this, {
      [EVERY_USER_AS_PRINTED]:
        'Any user of the account may become exposed; the actions only read, and read no secret.',
      [asPrinted(EVERY_GROUP)]: 'A user may be in any group of the account; the actions only read.',
      [asPrinted(EVERY_POLICY)]:
        'A user may have any policy of the account; the actions read what policies say.',
      [`arn:<AWS::Partition>:iam::aws:${EVERY_POLICY}`]:
        "A user may have any of AWS's own policies, whose texts are public.",
      [asPrinted(EVERY_ROLE)]: 'Any role of the account may come to trust a user; the action only reads.',
      '*': 'iam:ListPolicies and iam:ListUsers list a whole account.',
    });
  }
}
