import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, type IPrincipal } from 'aws-cdk-lib/aws-iam';

/** Where the hub is, and to which organization it belongs. */
export interface Hub {
  readonly securityAccount: string;
  readonly organizationId: string;
}

/**
 * Roles of the security account, by name. The principal is the account, because a role named as principal is
 * stored under its unique id: made anew under the same name, it would no longer be trusted.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const trustedHubRoles = (hub: Hub, roleNames: readonly string[]): IPrincipal =>
  new AccountPrincipal(hub.securityAccount).withConditions({
    ArnEquals: {
      'aws:PrincipalArn': roleNames.map(
        (name) => `arn:${Aws.PARTITION}:iam::${hub.securityAccount}:role/${name}`,
      ),
    },
    StringEquals: { 'aws:PrincipalOrgID': hub.organizationId },
  });
