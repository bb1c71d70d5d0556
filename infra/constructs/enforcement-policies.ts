import { Aws } from 'aws-cdk-lib';
import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import {
  ENFORCEMENT_POLICY_NAMES,
  ENFORCEMENT_POLICY_PATH,
  ENFORCEMENT_VARIANTS,
} from '#core/enforcement/enforcement-variant.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';

/** The ARNs of the enforcement policies in the account that the template is deployed to. */
export const enforcementPolicyArns = (): string[] =>
  ENFORCEMENT_VARIANTS.map(
    (variant) =>
      `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy${ENFORCEMENT_POLICY_PATH}${ENFORCEMENT_POLICY_NAMES[variant]}`,
  );

/**
 * The managed policies that the enforcer attaches. Made without CDK's own policy type, which would rewrite the
 * documents: the guardian compares what is deployed with the data they come from, to the letter. They have no
 * description, because CloudFormation replaces a policy when that changes, and IAM has no room for a second one
 * of the same name.
 */
export class EnforcementPolicies extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const variant of ENFORCEMENT_VARIANTS) {
      new CfnManagedPolicy(this, ENFORCEMENT_POLICY_NAMES[variant], {
        managedPolicyName: ENFORCEMENT_POLICY_NAMES[variant],
        path: ENFORCEMENT_POLICY_PATH,
        policyDocument: enforcementDocument(variant, Aws.PARTITION),
      });
    }
    acknowledgeWildcards(this, {
      '*': 'Listing virtual devices and reading the password rules can only be allowed on every resource.',
      'arn:<AWS::Partition>:iam::*:mfa/*': 'People choose the names of their devices themselves.',
      'arn:<AWS::Partition>:iam::*:user/<aws:username>': "A policy variable: the caller's own user.",
      'arn:<AWS::Partition>:iam::*:user/*/<aws:username>': "The caller's own user, whatever its path.",
    });
  }
}
