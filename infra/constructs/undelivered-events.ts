import { Validations } from 'aws-cdk-lib';
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
}
