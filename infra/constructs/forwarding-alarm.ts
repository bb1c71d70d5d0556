import { Aws, Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ALERTS_TOPIC, IAM_EVENTS_REGION, MEMBER_STACK } from '#core/guardian-names.ts';
import type { Hub } from './trusted-hub-roles.ts';

export interface ForwardingAlarmProps {
  /** Whose alerts topic is told. */
  readonly hub: Hub;
  /** The queue that ought to be empty. */
  readonly undelivered: IQueue;
}

/**
 * Says that an account's events don't reach the hub. It goes straight to the hub's topic, because the way by
 * event bus is the one that is broken.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html (alarms of another account)
 */
export class ForwardingAlarm extends Construct {
  constructor(scope: Construct, id: string, { hub, undelivered }: ForwardingAlarmProps) {
    super(scope, id);
    const topicArn = `arn:${Aws.PARTITION}:sns:${IAM_EVENTS_REGION}:${hub.securityAccount}:${ALERTS_TOPIC}`;
    new Alarm(this, 'Undelivered', {
      alarmDescription:
        "IAM events of this account did not reach MFA Guardian, so it doesn't see its users change. " +
        `Read the dead-letter queue of the stack ${MEMBER_STACK} within fourteen days.`,
      metric: undelivered.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(Topic.fromTopicArn(this, 'Alerts', topicArn)));
  }
}
