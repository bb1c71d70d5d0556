import { type CfnRule, type EventBus, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { type EventRule, eventRules } from '#core/change/event-rules.ts';
import { DETAIL_TYPES } from '#core/change/watched-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';

export interface WatchedEventRulesProps {
  /** The bus that the rules are on. @default the account's default bus, where AWS delivers its own events */
  readonly eventBus?: EventBus;
  /** Where each watched event goes. */
  readonly target: IRuleTarget;
}

/** Read-only management events are given only to rules in this state, which CDK's own construct does not know. */
const EVERY_MANAGEMENT_EVENT = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** The rules made from the watched-events table: several, because a pattern may only be so long. */
export class WatchedEventRules extends Construct {
  constructor(scope: Construct, id: string, props: WatchedEventRulesProps) {
    super(scope, id);
    for (const [index, rule] of eventRules(WATCHED_EVENTS).entries()) {
      this.#add(`Watched${index + 1}`, rule, props);
    }
  }

  #add(
    id: string,
    { pattern, readOnlyEvents }: EventRule,
    { eventBus, target }: WatchedEventRulesProps,
  ): void {
    const rule = new Rule(this, id, {
      ...(eventBus && { eventBus }),
      description: 'Events that may alter whether MFA protects IAM users, for MFA Guardian',
      // CDK's own type of patterns knows no alternatives: the whole pattern is put in below.
      eventPattern: { detailType: Object.values(DETAIL_TYPES) },
      targets: [target],
    });
    const resource = rule.node.defaultChild as CfnRule;
    resource.eventPattern = pattern;
    if (readOnlyEvents) {
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
      resource.state = EVERY_MANAGEMENT_EVENT;
    }
  }
}
