import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why permissions below `scope` name resources with a wildcard: one reason for each resource, written as
 * cdk-nag prints it. Any other wildcard still fails synthesis.
 */
export const acknowledgeWildcards = (scope: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  for (const [resource, reason] of Object.entries(reasons)) {
    Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
};
