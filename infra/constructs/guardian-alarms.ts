import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { GuardFunction } from './guard-function.ts';
import type { MessageQueue } from './message-queue.ts';

const PERIOD = Duration.minutes(5);

/** Longer than a message that is tried again once, shorter than one that is about to be given up. */
const OLDEST_MESSAGE = Duration.minutes(15);

export interface GuardianAlarmsProps {
  /** Where alarms are raised. */
  readonly topic: ITopic;
  /** The functions, by the name that their alarms use. */
  readonly functions: Readonly<Record<string, GuardFunction>>;
  /** The queue of each of them, by the same name. */
  readonly queues: Readonly<Record<string, MessageQueue>>;
  /** Where EventBridge leaves what it could not deliver. */
  readonly undelivered: IQueue;
}

/** Says so when the guardian itself is in trouble, past the function that tells people. */
export class GuardianAlarms extends Construct {
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: GuardianAlarmsProps) {
    super(scope, id);
    this.#action = new SnsAction(props.topic);
    for (const [name, guard] of Object.entries(props.functions)) {
      this.#raise(
        `${name}Errors`,
        guard.function.metricErrors({ period: PERIOD }),
        `${name} failed on a whole batch, or did not start. Its log says why; it is tried again.`,
      );
      this.#raise(
        `${name}MessagesFailed`,
        guard.metricMessagesFailed(PERIOD),
        `${name} failed on single messages. Its log says why; they are tried again.`,
      );
      this.#raise(
        `${name}Throttles`,
        guard.function.metricThrottles({ period: PERIOD }),
        `${name} was not started because the account's Lambda concurrency is used up.`,
      );
    }
    for (const [name, { queue, deadLetters }] of Object.entries(props.queues)) {
      this.#raiseWhenFilled(`${name}DeadLetters`, deadLetters, `that ${name} gave up`);
      this.#raise(
        `${name}Age`,
        queue.metricApproximateAgeOfOldestMessage({ period: PERIOD }),
        `${name} does not get through its queue: the oldest message has waited too long.`,
        OLDEST_MESSAGE.toSeconds(),
      );
    }
    this.#raiseWhenFilled('Undelivered', props.undelivered, 'that EventBridge could not deliver');
  }

  #raiseWhenFilled(id: string, deadLetters: IQueue, what: string): void {
    this.#raise(
      id,
      deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }),
      `There are messages ${what}. Read them within fourteen days, then redrive or delete them.`,
    );
  }

  #raise(id: string, metric: IMetric, alarmDescription: string, threshold = 1): void {
    new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(this.#action);
  }
}
