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

/** What is done to rules: stopping the one rule that would report it must not go unnoticed. */
const CHANGES_OF_RULES = WATCHED_EVENTS.filter(
  ({ source, eventName }) => source === 'aws.events' && /(?:Rule|Targets)$/.test(eventName ?? ''),
);

/**
 * The rules made from the watched-events table: several, because a pattern may only be so long. Changes of rules are
 * in two of them, so that each reports what is done to the other; the hub tells of an event once, however often it comes.
 */
export class WatchedEventRules extends Construct {
  constructor(scope: Construct, id: string, props: WatchedEventRulesProps) {
    super(scope, id);
    for (const [index, rule] of eventRules(WATCHED_EVENTS, CHANGES_OF_RULES).entries()) {
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
