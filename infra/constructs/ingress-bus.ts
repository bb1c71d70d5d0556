import { Aws } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FORWARDER_ROLE, INGRESS_BUS } from '#core/guardian-names.ts';
import { persistentDelivery } from './persistent-delivery.ts';
import { WatchedEventRules } from './watched-event-rules.ts';

export interface IngressBusProps {
  /** The organization whose accounts may report. */
  readonly organizationId: string;
  /** Where watched events go. */
  readonly changes: IQueue;
  /** Where events go that could not be delivered. */
  readonly undelivered: IQueue;
}

/** Where the accounts of the organization report IAM events. Only the forwarder roles of members may speak here. */
export class IngressBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, props: IngressBusProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: INGRESS_BUS,
      description: 'IAM events forwarded by the accounts of the organization',
    });
    this.bus.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ForwardersOfTheOrganization',
        principals: [new AnyPrincipal()],
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: {
          StringEquals: { 'aws:PrincipalOrgID': props.organizationId },
          ArnLike: { 'aws:PrincipalArn': `arn:${Aws.PARTITION}:iam::*:role/${FORWARDER_ROLE}` },
        },
      }),
    );
    new WatchedEventRules(this, 'Rules', {
      eventBus: this.bus,
      target: new SqsQueue(props.changes, persistentDelivery(props.undelivered)),
    });
  }
}
