import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { GUARDIAN_SOURCE } from '#contracts/guardian-event.ts';
import { INTERNAL_BUS } from '#core/guardian-names.ts';
import { persistentDelivery } from './persistent-delivery.ts';

export interface InternalBusProps {
  /** The only account whose events the rules accept. */
  readonly hubAccount: string;
  /** Where events go that could not be delivered. */
  readonly undelivered: IQueue;
}

export interface Subscription {
  /** Which of the guardian's events. */
  readonly detailTypes: readonly string[];
  /** What their detail must be like. @default any detail */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Why somebody wants them. */
  readonly description: string;
  /** Where they go. */
  readonly queue: IQueue;
}

/**
 * Where verdicts, actions and tampering are announced. The bus has no resource policy, so no other account can
 * put an event on it; its rules ask for the hub's account all the same.
 */
export class InternalBus extends Construct {
  readonly bus: EventBus;
  readonly #props: InternalBusProps;

  constructor(scope: Construct, id: string, props: InternalBusProps) {
    super(scope, id);
    this.#props = props;
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: INTERNAL_BUS,
      description: 'Verdicts and actions of MFA Guardian; subscribe here to extend it',
    });
  }

  subscribe(id: string, { detailTypes, detail, description, queue }: Subscription): void {
    new Rule(this, id, {
      eventBus: this.bus,
      description,
      eventPattern: {
        account: [this.#props.hubAccount],
        source: [GUARDIAN_SOURCE],
        detailType: [...detailTypes],
        ...(detail && { detail }),
      },
      targets: [new SqsQueue(queue, persistentDelivery(this.#props.undelivered))],
    });
  }
}
