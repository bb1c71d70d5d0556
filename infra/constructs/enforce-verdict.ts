import type { Construct } from 'constructs';
import { ENFORCE_ROLE, ENFORCER_ROLE, READER_ROLE } from '#core/guardian-names.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import type { AssessPrincipalProps } from './assess-principal.ts';
import { GuardFunction } from './guard-function.ts';
import { announce, assumeInOrganization, keepLedger } from './permissions.ts';

/** Attaches an enforcement policy to a user who is exposed. It judges again first, so it reads what assess reads. */
export class EnforceVerdict extends GuardFunction {
  constructor(scope: Construct, id: string, props: AssessPrincipalProps) {
    super(scope, id, {
      ...props,
      name: 'enforce-verdict',
      description: 'Attaches an enforcement policy to an IAM user who is exposed',
      roleName: ENFORCE_ROLE,
      maxConcurrency: 2,
      environment: {
        LEDGER_TABLE: props.ledger.tableName,
        INTERNAL_BUS: props.internalBus.eventBusName,
      },
      permissions: [
        // Record what it is about to do, do it, record that it is done.
        keepLedger(props.ledger),
        // Tell what was done.
        announce(props.internalBus),
        // Read the user again: a message alone is no reason to act.
        assumeInOrganization(READER_ROLE, props.organizationId),
        // Attach, as a role of that account which can attach nothing but the enforcement policies.
        assumeInOrganization(ENFORCER_ROLE, props.organizationId),
      ],
    });
    acknowledgeWildcards(this, {
      [`arn:<AWS::Partition>:iam::*:role/${READER_ROLE}`]:
        'One role by name, in every account of the organization (aws:ResourceOrgID): it reads before it acts.',
      [`arn:<AWS::Partition>:iam::*:role/${ENFORCER_ROLE}`]:
        'One role by name, in every account of the organization (aws:ResourceOrgID): it can only attach the enforcement policies.',
    });
  }
}
