import type { Reason } from './permission.ts';

const LAMBDA_TRUST: Reason = {
  kind: 'trust',
  action: 'sts:AssumeRole',
  why: 'Lambda runs the function as this role. Whoever may pass roles to functions in the security account could run other code as it.',
};

const LOG: readonly Reason[] = [
  {
    action: 'logs:CreateLogStream',
    why: 'A stream in its own log group, one an execution environment.',
  },
  { action: 'logs:PutLogEvents', why: 'Its log and its metrics, in its own log group alone.' },
];

const RECEIVING: readonly Reason[] = [
  { action: 'sqs:ReceiveMessage', why: 'Lambda takes messages in the role’s name.' },
  { action: 'sqs:DeleteMessage', why: 'Lambda deletes what was handled.' },
  { action: 'sqs:GetQueueAttributes', why: 'Lambda asks how much there is to do.' },
  {
    action: 'sqs:ChangeMessageVisibility',
    why: 'Comes with CDK’s grant to consumers; AWS’s own policy for such functions does without. It reaches this queue alone.',
  },
  {
    action: 'sqs:GetQueueUrl',
    why: 'Comes with CDK’s grant to consumers; AWS’s own policy for such functions does without. It tells an address.',
  },
];

const RETURNING: Reason = {
  action: 'sqs:SendMessage',
  on: 'DeadLetters',
  why: 'Puts back with a delay what can’t be decided yet, and sets aside with its reason what never will be.',
  usedIn: ['shared/adapters/sqs-inbox.ts'],
};

/** What every function of the hub has, and what one has besides. */
export const everyFunction = (...own: readonly Reason[]): readonly Reason[] => [
  LAMBDA_TRUST,
  ...own,
  RETURNING,
  ...RECEIVING,
  ...LOG,
];

/** Speaking on the internal bus; why differs by function. */
export const ANNOUNCE = {
  action: 'events:PutEvents',
  usedIn: ['shared/adapters/eventbridge-message-bus.ts'],
} as const;
