import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { ASSESS_ROLE, READER_ROLE } from '#core/guardian-names.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import { GuardFunction, type WorkerProps } from './guard-function.ts';
import type { LedgerTable } from './ledger-table.ts';
import { announce, assumeInOrganization, keepBudget, keepPending, keepVerdicts } from './permissions.ts';

export interface AssessPrincipalProps extends WorkerProps {
  /** Where verdicts are recorded. */
  readonly ledger: LedgerTable;
  /** Where verdicts are announced. */
  readonly internalBus: EventBus;
  /** Whose accounts it may read. */
  readonly organizationId: string;
}

/** Reads the user that a change was about, and judges. It can read IAM, and write nothing there. */
export class AssessPrincipal extends GuardFunction {
  constructor(scope: Construct, id: string, props: AssessPrincipalProps) {
    super(scope, id, {
      ...props,
      name: 'assess-principal',
      description: 'Judges what an IAM user can do without MFA; reads IAM, writes nothing there',
      roleName: ASSESS_ROLE,
      maxConcurrency: 10,
      environment: {
        LEDGER_TABLE: props.ledger.tableName,
        INTERNAL_BUS: props.internalBus.eventBusName,
      },
      permissions: [
        // Compare with the last verdict, record the new one.
        keepVerdicts(props.ledger),
        // Take what is pending about a user, and forget it once it was looked at.
        keepPending(props.ledger),
        // Keep to the account's budget of calls.
        keepBudget(props.ledger),
        // Tell the rest of the guardian what was found.
        announce(props.internalBus),
        // Read the user as it is now, in its own account.
        assumeInOrganization(READER_ROLE, props.organizationId),
      ],
    });
    acknowledgeWildcards(this, {
      [`arn:<AWS::Partition>:iam::*:role/${READER_ROLE}`]:
        'One role by name, in every account of the organization (aws:ResourceOrgID): accounts come and go.',
    });
  }
}
