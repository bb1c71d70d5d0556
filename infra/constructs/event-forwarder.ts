import { Aws } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { EventBus as BusTarget } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { FORWARDER_ROLE, IAM_EVENTS_REGION, INGRESS_BUS } from '#core/guardian-names.ts';
import { ForwardingAlarm } from './forwarding-alarm.ts';
import { deliveredPersistently } from './persistent-delivery.ts';
import type { Hub } from './trusted-hub-roles.ts';
import { UndeliveredEvents } from './undelivered-events.ts';
import { WatchedEventRules } from './watched-event-rules.ts';

/** Sends the account's watched IAM events to the hub. What can't be sent is kept here, and the hub is told. */
export class EventForwarder extends Construct {
  constructor(scope: Construct, id: string, hub: Hub) {
    super(scope, id);
    const ingressArn = `arn:${Aws.PARTITION}:events:${IAM_EVENTS_REGION}:${hub.securityAccount}:event-bus/${INGRESS_BUS}`;
    const role = new Role(this, 'Role', {
      roleName: FORWARDER_ROLE,
      description: 'Puts watched IAM events on the ingress bus of MFA Guardian, and nothing else',
      // No other account can make EventBridge use this role.
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    const undelivered = new UndeliveredEvents(this, 'UndeliveredEvents');
    // The target grants the role `events:PutEvents` on this one bus.
    const target = new BusTarget(EventBus.fromEventBusArn(this, 'IngressBus', ingressArn), { role });
    undelivered.admitRules();
    new WatchedEventRules(this, 'Rules', { target: deliveredPersistently(target, undelivered) });
    new ForwardingAlarm(this, 'Alarm', { hub, undelivered });
  }
}
