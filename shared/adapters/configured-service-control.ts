import type { GuardianConfiguration } from '#configuration/guardian-configuration.ts';
import type { ServiceControlReader } from '#ports/service-control-reader.ts';

/**
 * Answers from the reviewed configuration. Service control policies never apply to the management account; of any
 * other account nothing is known unless reviewers said that none governs its users.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export const configuredServiceControl = ({
  serviceControlPolicies,
  managementAccount,
}: Pick<GuardianConfiguration, 'serviceControlPolicies' | 'managementAccount'>): ServiceControlReader => ({
  read: async (account) =>
    account === managementAccount || serviceControlPolicies?.state === 'absent'
      ? { kind: 'absent' }
      : { kind: 'unknown', because: 'not-configured' },
});
