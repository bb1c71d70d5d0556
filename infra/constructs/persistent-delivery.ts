import { Duration } from 'aws-cdk-lib';
import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import type { TargetBaseProps } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

const RETRY_ATTEMPTS = 185;
const LONGEST_AGE = Duration.hours(24);

/**
 * How long EventBridge tries to hand an event to a target before it goes to the dead-letter queue. These are
 * EventBridge's own defaults, written out because the guardian's promises rest on them.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export const persistentDelivery = (deadLetterQueue: IQueue): TargetBaseProps => ({
  deadLetterQueue,
  maxEventAge: LONGEST_AGE,
  retryAttempts: RETRY_ATTEMPTS,
});

/** The same for a target whose construct has no properties for it, as a bus has none. */
export const deliveredPersistently = (target: IRuleTarget, deadLetterQueue: IQueue): IRuleTarget => ({
  bind: (rule, id) => ({
    ...target.bind(rule, id),
    deadLetterConfig: { arn: deadLetterQueue.queueArn },
    retryPolicy: {
      maximumRetryAttempts: RETRY_ATTEMPTS,
      maximumEventAgeInSeconds: LONGEST_AGE.toSeconds(),
    },
  }),
});
