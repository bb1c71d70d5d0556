import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { ROUTE_ROLE } from '#core/guardian-names.ts';
import { GuardFunction, type WorkerProps } from './guard-function.ts';
import type { LedgerTable } from './ledger-table.ts';
import type { MessageQueue } from './message-queue.ts';
import { announce, keepPending, lookUpVerdicts, recogniseOwnDoing } from './permissions.ts';

export interface RouteChangeProps extends WorkerProps {
  /** Where it writes down what is to be looked at. */
  readonly ledger: LedgerTable;
  /** Where threats are announced. */
  readonly internalBus: EventBus;
  /** Where looks are queued. */
  readonly assessments: MessageQueue;
}

/** Decides whom an event concerns, and tells of threats. It can't reach IAM, not even to read. */
export class RouteChange extends GuardFunction {
  constructor(scope: Construct, id: string, props: RouteChangeProps) {
    super(scope, id, {
      ...props,
      name: 'route-change',
      description: 'Decides whom an IAM or sign-in event concerns, and tells of threats; reads no IAM',
      roleName: ROUTE_ROLE,
      maxConcurrency: 10,
      environment: {
        LEDGER_TABLE: props.ledger.tableName,
        INTERNAL_BUS: props.internalBus.eventBusName,
        ASSESSMENTS_URL: props.assessments.queue.queueUrl,
      },
      permissions: [
        // Write down what is to be looked at, and have it looked at.
        keepPending(props.ledger),
        props.assessments.sending(),
        // A session that a known user starts is no reason to look.
        lookUpVerdicts(props.ledger),
        // Tell the guardian's own calls from those of somebody else under its roles.
        recogniseOwnDoing(props.ledger),
        // Tell the rest of the guardian of threats.
        announce(props.internalBus),
      ],
    });
  }
}
