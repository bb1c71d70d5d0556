import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { enforcementPolicyArns } from './enforcement-policies.ts';

/** The users of the account that the template is deployed to. */
export const EVERY_USER = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:user/*`;

/** {@link EVERY_USER} as cdk-nag prints it. */
export const EVERY_USER_AS_PRINTED = 'arn:<AWS::Partition>:iam::<AWS::AccountId>:user/*';

/** Attaching to users or detaching from them, of the enforcement policies alone. */
export const enforcementAction = (
  ...actions: readonly ('iam:AttachUserPolicy' | 'iam:DetachUserPolicy')[]
): PolicyStatement =>
  new PolicyStatement({
    actions: [...actions],
    resources: [EVERY_USER],
    conditions: { ArnEquals: { 'iam:PolicyARN': enforcementPolicyArns() } },
  });
