import { describe, expect, it } from 'vitest';
import { only } from './support/only.ts';
import { resolveTokens } from './support/resolve-tokens.ts';
import { statementsOf } from './support/role-permissions.ts';
import { HUB_ACCOUNT, ORGANIZATION, resourcesOf, synthesize } from './support/synthesize.ts';

const { hub } = synthesize();

const propertiesOf = (type: string): readonly Readonly<Record<string, unknown>>[] =>
  resourcesOf(hub, type).map(({ Properties }) => Properties);

const resolved = (value: unknown): unknown => resolveTokens(value, HUB_ACCOUNT);

describe('MessageQueue', () => {
  const queues = resourcesOf(hub, 'AWS::SQS::Queue');
  const deadLetterArns = queues
    .map(({ Properties }) => Properties['RedrivePolicy'] as { deadLetterTargetArn: unknown } | undefined)
    .map((policy) => resolved(policy?.deadLetterTargetArn));

  it('has a dead-letter queue unless it is one, and gives a message five tries', () => {
    const working = queues.filter(({ id }) => !/DeadLetters|UndeliveredEvents/.test(id));
    expect(working.map(({ id }) => id.replace(/Queue.*/, ''))).toEqual([
      'Changes',
      'Assessments',
      'Verdicts',
      'Notices',
    ]);
    for (const { Properties } of working) {
      expect(Properties['RedrivePolicy']).toMatchObject({ maxReceiveCount: 5 });
    }
    expect(queues.filter(({ id }) => deadLetterArns.includes(`<${id}.Arn>`))).toHaveLength(4);
  });

  it('hides a message for six times as long as its function may run', () => {
    for (const { Properties } of queues.filter((queue) => 'RedrivePolicy' in queue.Properties)) {
      expect(Properties['VisibilityTimeout']).toBe(6 * 60);
    }
  });

  it('is encrypted, keeps messages for fourteen days, and is spoken to over TLS only', () => {
    const refusing = propertiesOf('AWS::SQS::QueuePolicy')
      .filter(({ PolicyDocument }) =>
        statementsOf(PolicyDocument, HUB_ACCOUNT).some(
          ({ effect, actions, conditions }) =>
            effect === 'Deny' &&
            actions.includes('sqs:*') &&
            JSON.stringify(conditions) === '{"Bool":{"aws:SecureTransport":"false"}}',
        ),
      )
      .flatMap(({ Queues }) => resolved(Queues) as string[]);
    for (const { id, Properties } of queues) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
      expect(refusing).toContain(`<${id}>`);
    }
  });
});

describe('LedgerTable', () => {
  const { Properties, DeletionPolicy } = only(resourcesOf(hub, 'AWS::DynamoDB::GlobalTable'), 'table');

  it('survives mistakes: recoverable, protected from deletion, kept when the stack goes', () => {
    expect(Properties['Replicas']).toEqual([
      {
        Region: 'us-east-1',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    ]);
    expect(DeletionPolicy).toBe('Retain');
  });

  it('is encrypted, pays by request, and forgets what has expired', () => {
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  });
});

describe('AlertsTopic', () => {
  const { id, Properties } = only(resourcesOf(hub, 'AWS::SNS::Topic'), 'topic');
  const key = only(resourcesOf(hub, 'AWS::KMS::Key'), 'key');

  it('is encrypted with a key of its own that is rotated', () => {
    expect(resolved(Properties)).toMatchObject({
      TopicName: 'mfa-guardian-alerts',
      KmsMasterKeyId: `<${key.id}.Arn>`,
    });
    expect(key.Properties['EnableKeyRotation']).toBe(true);
  });

  it('lets alarms publish, of this account and of the organization, and encrypt what they publish', () => {
    const policy = only(propertiesOf('AWS::SNS::TopicPolicy'), 'topic policy');
    expect(statementsOf(policy['PolicyDocument'], HUB_ACCOUNT)).toMatchObject([
      { effect: 'Deny', actions: ['sns:Publish'], conditions: { Bool: { 'aws:SecureTransport': 'false' } } },
      ...[{ 'aws:SourceAccount': HUB_ACCOUNT }, { 'aws:SourceOrgID': ORGANIZATION }].map((StringEquals) => ({
        effect: 'Allow',
        actions: ['sns:Publish'],
        resources: [`<${id}>`],
        principal: { Service: 'cloudwatch.amazonaws.com' },
        conditions: { StringEquals },
      })),
    ]);
    expect(statementsOf(key.Properties['KeyPolicy'], HUB_ACCOUNT)).toContainEqual(
      expect.objectContaining({
        effect: 'Allow',
        actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
        principal: { Service: 'cloudwatch.amazonaws.com' },
      }),
    );
  });

  it('tells every address of the configuration', () => {
    expect(
      propertiesOf('AWS::SNS::Subscription').map(({ Protocol, Endpoint }) => [Protocol, Endpoint]),
    ).toEqual([
      ['email', 'ana@example.com'],
      ['email', 'ben@example.com'],
    ]);
  });
});

describe('HubStack', () => {
  it('lets enforcing learn of a new mode before assessing calls anything news because of it', () => {
    const assessing = resourcesOf(hub, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('Assess'));
    const enforcing = resourcesOf(hub, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('Enforce'));
    expect(assessing?.DependsOn).toContain(enforcing?.id);
  });
});
