import type { HolderReasons } from './permission.ts';
import { ANNOUNCE, everyFunction } from './reasons-of-every-function.ts';

const PENDING = 'shared/adapters/dynamodb-pending-ledger.ts';
const PRINCIPALS = 'shared/adapters/dynamodb-principal-ledger.ts';
const INTENTS = 'shared/adapters/dynamodb-intent-ledger.ts';

const ROUTE: HolderReasons = {
  holder: 'role MfaGuardianRouteChange',
  about: 'Decides whom an event concerns. It can’t reach IAM, not even to read.',
  grantedIn: 'infra/constructs/route-change.ts',
  reasons: everyFunction(
    {
      action: 'dynamodb:GetItem',
      on: 'pending#*',
      why: 'What is pending about a user already, so that a burst is looked at once.',
      usedIn: [PENDING],
    },
    {
      action: 'dynamodb:PutItem',
      on: 'pending#*',
      why: 'Writes down what is to be looked at before anything else, so that a crash forgets nothing.',
      usedIn: [PENDING],
    },
    {
      action: 'sqs:SendMessage',
      on: 'Assessments/Queue',
      why: 'Has a user looked at.',
      usedIn: ['shared/adapters/sqs-work-queue.ts'],
    },
    {
      action: 'dynamodb:GetItem',
      on: 'user#*',
      why: 'A session that a known user starts is no reason to look; this says who is known.',
      usedIn: [PRINCIPALS],
    },
    {
      action: 'dynamodb:GetItem',
      on: 'intent#*',
      why: 'Tells the guardian’s own calls from those of somebody else under its roles.',
      usedIn: [INTENTS],
    },
    {
      action: 'dynamodb:UpdateItem',
      on: 'intent#*',
      why: 'Marks which record explains an attempt, so that a second record of it counts as tampering.',
      usedIn: [INTENTS],
    },
    { ...ANNOUNCE, why: 'Tells of threats and tampering, as source `mfa-guardian` only.' },
  ),
};

const ASSESS: HolderReasons = {
  holder: 'role MfaGuardianAssessPrincipal',
  about: 'Reads the user that a change was about, and judges. It writes nothing to IAM.',
  grantedIn: 'infra/constructs/assess-principal.ts',
  reasons: everyFunction(
    {
      action: 'dynamodb:GetItem',
      on: 'user#*',
      why: 'The last verdict: only what differs is news.',
      usedIn: [PRINCIPALS],
    },
    { action: 'dynamodb:PutItem', on: 'user#*', why: 'Records the new verdict.', usedIn: [PRINCIPALS] },
    {
      action: 'dynamodb:UpdateItem',
      on: 'user#*',
      why: 'Marks that a verdict was announced.',
      usedIn: [PRINCIPALS],
    },
    {
      action: 'dynamodb:GetItem',
      on: 'pending#*',
      why: 'Takes what is pending about a user.',
      usedIn: [PENDING],
    },
    {
      action: 'dynamodb:PutItem',
      on: 'pending#*',
      why: 'Empties it once it was looked at, and writes down whom a group, policy or role concerns.',
      usedIn: [PENDING],
    },
    {
      action: 'dynamodb:UpdateItem',
      on: 'budget#*',
      why: 'Counts calls of IAM in each account, so that nobody who works there is throttled.',
      usedIn: ['shared/adapters/dynamodb-budget-ledger.ts'],
    },
    { ...ANNOUNCE, why: 'Announces verdicts that are news, as source `mfa-guardian` only.' },
    {
      action: 'sts:AssumeRole',
      on: 'MfaGuardianReader',
      why: 'Reads each user in its own account, through the reader there. Any account, because accounts come and go; of this organization only.',
      usedIn: ['shared/adapters/member-iam-clients.ts'],
    },
  ),
};

const ENFORCE: HolderReasons = {
  holder: 'role MfaGuardianEnforceVerdict',
  about: 'Reads and judges anew, then attaches through the enforcer of the account.',
  grantedIn: 'infra/constructs/enforce-verdict.ts',
  reasons: everyFunction(
    {
      action: 'dynamodb:GetItem',
      on: 'intent#*',
      why: 'The record of the user, and what was already meant to be done: a repeated message finds its own intent.',
      usedIn: [INTENTS, PRINCIPALS],
    },
    {
      action: 'dynamodb:PutItem',
      on: 'intent#*',
      why: 'Writes down what it is about to do before it acts. On records of users the code does not use it.',
      usedIn: [INTENTS],
    },
    {
      action: 'dynamodb:UpdateItem',
      on: 'intent#*',
      why: 'Adds each attempt and the outcome, and notes on the user’s record that it was acted upon.',
      usedIn: [INTENTS, PRINCIPALS],
    },
    { ...ANNOUNCE, why: 'Announces what was done, as source `mfa-guardian` only.' },
    {
      action: 'sts:AssumeRole',
      on: 'MfaGuardianReader',
      why: 'Reads the user again: a message alone is no reason to act.',
      usedIn: ['shared/adapters/member-iam-clients.ts'],
    },
    {
      action: 'sts:AssumeRole',
      on: 'MfaGuardianEnforcer',
      why: 'Attaches, as a role that can attach nothing but the enforcement policies.',
      usedIn: ['shared/adapters/iam-guard-enforcer.ts'],
    },
  ),
};

const NOTICES = 'shared/adapters/dynamodb-notice-ledger.ts';
const SENT_ONCE = 'shared/adapters/sns-notifier.ts';

const NOTIFY: HolderReasons = {
  holder: 'role MfaGuardianNotifyPeople',
  about: 'Tells people, each thing once. It can’t reach IAM, nor the record of any user.',
  grantedIn: 'infra/constructs/notify-people.ts',
  reasons: everyFunction(
    {
      action: 'dynamodb:GetItem',
      why: 'Whether a notice has its place in a minute already.',
      usedIn: [NOTICES],
    },
    {
      action: 'dynamodb:PutItem',
      why: 'Remembers what was sent, and what waits for a digest.',
      usedIn: [NOTICES, SENT_ONCE],
    },
    {
      action: 'dynamodb:UpdateItem',
      why: 'Counts the notices of a minute, and marks a message as sent.',
      usedIn: [NOTICES, SENT_ONCE],
    },
    {
      action: 'dynamodb:DeleteItem',
      why: 'Forgets a message that could not be sent, so that the next delivery sends it.',
      usedIn: [SENT_ONCE],
    },
    { action: 'sns:Publish', why: 'Sends the message, to the one topic.', usedIn: [SENT_ONCE] },
    { action: 'kms:GenerateDataKey', why: 'SNS asks it of whoever publishes to an encrypted topic.' },
    { action: 'kms:Decrypt', why: 'SNS asks this of the publisher too.' },
  ),
};

/** The roles of the functions in the security account. */
export const HUB_ROLE_REASONS: readonly HolderReasons[] = [ROUTE, ASSESS, ENFORCE, NOTIFY];
