import { Aws, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** Where EventBridge leaves events that it could not hand to a target. */
export class UndeliveredEvents extends DeadLetterQueue {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself, of rules: nothing consumes it, so nothing in it can fail.',
    });
  }

  /** Lets any rule of the account leave an event here, in one statement however many rules there are. */
  admitRules(): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'RulesOfThisAccount',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: {
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:events:*:${Aws.ACCOUNT_ID}:rule/*` },
        },
      }),
    );
  }
}
