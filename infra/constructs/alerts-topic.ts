import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { ALERTS_TOPIC } from '#core/guardian-names.ts';

const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

export interface AlertsTopicProps {
  /** The organization whose alarms may publish here. */
  readonly organizationId: string;
  /** Who is told by e-mail. */
  readonly addresses: readonly string[];
}

/** Where people are told. Encrypted with a key of its own, because alarms can't use AWS's own key for SNS. */
export class AlertsTopic extends Construct {
  readonly topic: Topic;
  readonly #key: Key;

  constructor(scope: Construct, id: string, { organizationId, addresses }: AlertsTopicProps) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description: 'Encrypts what MFA Guardian tells people',
      enableKeyRotation: true,
    });
    this.topic = new Topic(this, 'Topic', {
      topicName: ALERTS_TOPIC,
      displayName: 'MFA Guardian',
      masterKey: this.#key,
      enforceSSL: true,
    });
    this.#admitAlarms(organizationId);
    for (const address of addresses) {
      this.topic.addSubscription(new EmailSubscription(address));
    }
  }

  /** What a role needs to publish, and to encrypt what it publishes. */
  publishing(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
      // SNS asks the publisher for both, whoever subscribes.
      // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      new PolicyStatement({ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [this.#key.keyArn] }),
    ];
  }

  /**
   * A topic with a policy of its own no longer has the default one that lets the account's alarms publish.
   * The key asks for no condition: it serves this topic alone, and the topic's policy decides who publishes.
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
   */
  #admitAlarms(organizationId: string): void {
    this.#key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsEncrypt',
        principals: [CLOUDWATCH],
        actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
        resources: ['*'],
      }),
    );
    const alarmsMayPublish = (sid: string, conditions: Record<string, unknown>) =>
      this.topic.addToResourcePolicy(
        new PolicyStatement({
          sid,
          principals: [CLOUDWATCH],
          actions: ['sns:Publish'],
          resources: [this.topic.topicArn],
          conditions,
        }),
      );
    alarmsMayPublish('AlarmsOfThisAccount', { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } });
    alarmsMayPublish('AlarmsOfTheOrganization', { StringEquals: { 'aws:SourceOrgID': organizationId } });
  }
}
