import { Aws } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventPattern } from '#core/change/event-pattern.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { FORWARDER_ROLE, INGRESS_BUS } from '#core/guardian-names.ts';
import { asPattern } from './as-pattern.ts';
import { persistentDelivery } from './persistent-delivery.ts';

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
    new Rule(this, 'WatchedEvents', {
      eventBus: this.bus,
      description: 'Changes to IAM users that may alter whether MFA protects them',
      eventPattern: asPattern(eventPattern(WATCHED_EVENTS)),
      targets: [new SqsQueue(props.changes, persistentDelivery(props.undelivered))],
    });
  }
}
