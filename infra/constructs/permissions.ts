import { Aws } from 'aws-cdk-lib';

import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { GUARDIAN_SOURCE } from '#contracts/guardian-event.ts';
import type { LedgerTable } from './ledger-table.ts';

/**
 * What holds a role to partitions of the ledger. A request without a partition key would satisfy `ForAllValues`,
 * so one is asked for.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
const onlyPartitions = (...patterns: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

const onPartitions = (
  ledger: LedgerTable,
  actions: readonly string[],
  ...patterns: readonly string[]
): PolicyStatement =>
  new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [ledger.tableArn],
    conditions: onlyPartitions(...patterns),
  });

/**
 * Read and write single records of principals and intents: no query, no scan, no deletion, and not what people
 * were told, or a role could silence an alert by calling it sent.
 */
export const keepLedger = (ledger: LedgerTable): PolicyStatement =>
  onPartitions(ledger, ['GetItem', 'PutItem', 'UpdateItem'], 'user#*', 'intent#*');

/** Read and write single records of principals; what the guardian did and means to do is not in reach. */
export const keepVerdicts = (ledger: LedgerTable): PolicyStatement =>
  onPartitions(ledger, ['GetItem', 'PutItem', 'UpdateItem'], 'user#*');

/** Look up a principal, to see whether an event is news. */
export const lookUpVerdicts = (ledger: LedgerTable): PolicyStatement =>
  onPartitions(ledger, ['GetItem'], 'user#*');

/** Look up what the guardian meant to do, and note which record told of it. */
export const recogniseOwnDoing = (ledger: LedgerTable): PolicyStatement =>
  onPartitions(ledger, ['GetItem', 'UpdateItem'], 'intent#*');

/** Write down what is to be looked at, and what was. */
export const keepPending = (ledger: LedgerTable): PolicyStatement =>
  onPartitions(ledger, ['GetItem', 'PutItem'], 'pending#*');

/** Count the calls of IAM that are made in each account. */
export const keepBudget = (ledger: LedgerTable): PolicyStatement =>
  onPartitions(ledger, ['UpdateItem'], 'budget#*');

/** Remember what people were told and what waits, and forget it when telling failed; no principal's record is in reach. */
export const rememberNotices = (ledger: LedgerTable): PolicyStatement =>
  new PolicyStatement({
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    resources: [ledger.tableArn],
    conditions: onlyPartitions('notice#*'),
  });

/** Speak on the internal bus, in the guardian's own name only. */
export const announce = (bus: EventBus): PolicyStatement =>
  new PolicyStatement({
    actions: ['events:PutEvents'],
    resources: [bus.eventBusArn],
    // One request carries several events, so the key has several values.
    conditions: { 'ForAllValues:StringEquals': { 'events:source': GUARDIAN_SOURCE } },
  });

/** Act as one of the guardian's roles in any account of the organization, and in no other account. */
export const assumeInOrganization = (roleName: string, organizationId: string): PolicyStatement =>
  new PolicyStatement({
    actions: ['sts:AssumeRole'],
    resources: [`arn:${Aws.PARTITION}:iam::*:role/${roleName}`],
    conditions: { StringEquals: { 'aws:ResourceOrgID': organizationId } },
  });
