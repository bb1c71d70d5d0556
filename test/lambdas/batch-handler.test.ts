import type { SQSRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seconds } from '#core/kernel/time.ts';
import { batchHandler } from '../../lambdas/message-batch/batch-handler.ts';
import type { MessageStep } from '../../lambdas/message-batch/handle-message.ts';
import { done, malformed, postponed } from '../../lambdas/message-batch/message-outcome.ts';
import { NEW_YEAR } from '../fakes/people.ts';
import { recordingInbox } from '../fakes/recording-ports.ts';
import { CONTEXT, record } from './sqs-records.ts';

/** Each body says what becomes of it. */
const step: MessageStep = async (event) => {
  switch (event) {
    case 'throw':
      throw new Error('the ledger is down');
    case 'postpone':
      return postponed('too early', seconds(1));
    case 'bury':
      return malformed({ expected: 'an event', received: 'a postcard' });
    default:
      return done('fine');
  }
};

const run = async (records: readonly SQSRecord[]) => {
  const inbox = recordingInbox();
  const response = await batchHandler(inbox, step)({ Records: [...records] }, CONTEXT);
  return { inbox, failed: response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};

describe('batchHandler', () => {
  beforeEach(() => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
    vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'MfaGuardian');
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'test');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('takes each message by itself: one that fails takes no other with it', async () => {
    const { inbox, failed } = await run([
      record('one', '"fine"'),
      record('two', '"throw"'),
      record('three', '"bury"'),
      record('four', 'no JSON'),
      record('five', '"postpone"'),
      record('six', '"fine"'),
    ]);
    expect(failed).toEqual(['two']);
    expect(inbox.buried.map(({ message }) => message.body).toSorted()).toEqual(['"bury"', 'no JSON']);
    expect(inbox.postponed.map(({ message }) => message.body)).toEqual(['"postpone"']);
  });

  it('fails as a whole where every message failed, so that all of them come again and an alarm hears of it', async () => {
    await expect(run([record('one', '"throw"'), record('two', '"throw"')])).rejects.toThrow(
      'All records failed processing',
    );
  });

  it('remembers when the first copy of a message was seen', async () => {
    const { inbox } = await run([
      record('first', '"postpone"'),
      record('copy', '"postpone"', String(NEW_YEAR - 60_000)),
    ]);
    expect(inbox.postponed.map(({ message }) => message.firstSeenAt)).toEqual([NEW_YEAR, NEW_YEAR - 60_000]);
  });
});
