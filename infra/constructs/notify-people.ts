import type { Construct } from 'constructs';
import { NOTIFY_ROLE } from '#core/guardian-names.ts';
import type { AlertsTopic } from './alerts-topic.ts';
import { GuardFunction, type WorkerProps } from './guard-function.ts';
import type { LedgerTable } from './ledger-table.ts';
import { rememberNotices } from './permissions.ts';

export interface NotifyPeopleProps extends WorkerProps {
  /** Where it remembers what was said. */
  readonly ledger: LedgerTable;
  /** Where people are told. */
  readonly alerts: AlertsTopic;
}

/** Tells people, each thing once. It can't reach IAM, not even to read. */
export class NotifyPeople extends GuardFunction {
  constructor(scope: Construct, id: string, props: NotifyPeopleProps) {
    super(scope, id, {
      ...props,
      name: 'notify-people',
      description: 'Tells people about verdicts, actions and tampering, once each',
      roleName: NOTIFY_ROLE,
      maxConcurrency: 2,
      environment: {
        LEDGER_TABLE: props.ledger.tableName,
        ALERTS_TOPIC_ARN: props.alerts.topic.topicArn,
      },
      permissions: [
        // Say nothing twice.
        rememberNotices(props.ledger),
        // Say it.
        ...props.alerts.publishing(),
      ],
    });
  }
}
