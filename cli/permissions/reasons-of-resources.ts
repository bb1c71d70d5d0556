import type { HolderReasons, Reason } from './permission.ts';

const ENCRYPTED: Reason = {
  kind: 'resource',
  effect: 'Deny',
  action: 'sqs:*',
  why: 'Nobody, whatever else he may do, uses the queue without TLS.',
};

const sentByRules = (why: string): readonly Reason[] => [
  { kind: 'resource', action: 'sqs:SendMessage', why },
  {
    kind: 'resource',
    action: 'sqs:GetQueueAttributes',
    why: 'Comes with CDK’s grant to senders; the rules need only to send.',
  },
  {
    kind: 'resource',
    action: 'sqs:GetQueueUrl',
    why: 'Comes with CDK’s grant to senders; the rules need only to send.',
  },
];

const queue = (name: string, about: string, reasons: readonly Reason[] = []): HolderReasons => ({
  holder: `queue ${name}/Queue`,
  about,
  grantedIn: 'infra/constructs/message-queue.ts',
  reasons: [ENCRYPTED, ...reasons],
});

const deadLetters = (name: string, ofWhom: string): HolderReasons => ({
  holder: `queue ${name}/DeadLetters`,
  about: `What \`${ofWhom}\` gave up.`,
  grantedIn: 'infra/constructs/dead-letter-queue.ts',
  reasons: [ENCRYPTED],
});

const undelivered = (holder: string, why: string): HolderReasons => ({
  holder,
  about: 'What EventBridge could not hand on.',
  grantedIn: 'infra/constructs/undelivered-events.ts',
  reasons: [ENCRYPTED, { kind: 'resource', action: 'sqs:SendMessage', why }],
});

/** Everything that a resource itself allows or denies. */
export const RESOURCE_REASONS: readonly HolderReasons[] = [
  {
    holder: 'bus mfa-guardian-ingress',
    about: 'Where watched accounts report.',
    grantedIn: 'infra/constructs/ingress-bus.ts',
    reasons: [
      {
        kind: 'resource',
        action: 'events:PutEvents',
        why: 'Any principal, but only a role of this name in an account of this organization. No list of accounts has to be kept.',
      },
    ],
  },
  queue(
    'Changes',
    'Events that `route-change` reads.',
    sentByRules('The rules of the ingress bus hand on watched events.'),
  ),
  queue('Assessments', 'Users whom `assess-principal` looks at. Only roles fill it.'),
  queue(
    'Verdicts',
    'Exposed verdicts, for `enforce-verdict`.',
    sentByRules('The rule for exposed verdicts hands them on.'),
  ),
  queue(
    'Notices',
    'What `notify-people` may have to tell.',
    sentByRules('The rule for announcements hands them on.'),
  ),
  deadLetters('Changes', 'route-change'),
  deadLetters('Assessments', 'assess-principal'),
  deadLetters('Verdicts', 'enforce-verdict'),
  deadLetters('Notices', 'notify-people'),
  undelivered(
    'queue UndeliveredEvents',
    'Each rule of the hub leaves here what it could not deliver within a day.',
  ),
  undelivered(
    'queue Forwarder/UndeliveredEvents',
    'In each watched account. Any rule of that account, because one statement for each rule would not stay short; nothing consumes it.',
  ),
  {
    holder: 'topic mfa-guardian-alerts',
    about: 'Where people are told.',
    grantedIn: 'infra/constructs/alerts-topic.ts',
    reasons: [
      {
        kind: 'resource',
        effect: 'Deny',
        action: 'sns:Publish',
        why: 'Nobody publishes without TLS.',
      },
      {
        kind: 'resource',
        action: 'sns:Publish',
        on: 'SECURITY',
        why: 'The alarms about the guardian itself. A topic with a policy of its own no longer has the default one that lets them.',
      },
      {
        kind: 'resource',
        action: 'sns:Publish',
        on: 'ORGANIZATION',
        why: 'The alarm of a watched account whose events don’t reach the hub: the way by event bus is the one that is broken.',
      },
    ],
  },
  {
    holder: 'key Alerts/Key',
    about: 'Encrypts the topic. A key of its own, because alarms can’t use AWS’s key for SNS.',
    grantedIn: 'infra/constructs/alerts-topic.ts',
    reasons: [
      {
        kind: 'resource',
        action: 'kms:*',
        why: 'The account itself: IAM policies of the security account decide who manages and uses the key. Without it nobody could.',
      },
      {
        kind: 'resource',
        action: 'kms:GenerateDataKey*',
        why: 'Alarms encrypt what they publish. The key serves this topic alone, whose policy decides who publishes.',
      },
      { kind: 'resource', action: 'kms:Decrypt', why: 'SNS asks this of the publisher too.' },
    ],
  },
];
