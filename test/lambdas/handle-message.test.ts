import { describe, expect, it } from 'vitest';
import { seconds } from '#core/kernel/time.ts';
import { handleMessage, type MessageStep } from '../../lambdas/message-batch/handle-message.ts';
import { done, malformed, postponed } from '../../lambdas/message-batch/message-outcome.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import { NEW_YEAR } from '../fakes/people.ts';
import { recordingInbox, recordingTelemetry } from '../fakes/recording-ports.ts';

const handled = async (step: MessageStep, body = '{}', inbox = recordingInbox()) => {
  const telemetry = recordingTelemetry();
  const message = { body, firstSeenAt: NEW_YEAR, returned: false };
  const ended = await handleMessage(inbox, step, message, telemetry).then(
    () => 'acknowledged',
    () => 'failed',
  );
  return { ended, inbox, telemetry, message };
};

describe('handleMessage', () => {
  it('acknowledges what is done, and keeps no copy', async () => {
    const { ended, inbox } = await handled(async () => done('all of it'));
    expect({ ended, ...inbox }).toMatchObject({ ended: 'acknowledged', postponed: [], buried: [] });
  });

  it('returns what is too early, as it was first seen, after the delay', async () => {
    const { ended, inbox, telemetry, message } = await handled(async () =>
      postponed('too early', seconds(3)),
    );
    expect(ended).toBe('acknowledged');
    expect(inbox.postponed).toEqual([{ message, delay: seconds(3) }]);
    expect(telemetry.counted).toEqual(['MessagesPostponed']);
  });

  it('buries what will never be of use, with the reason', async () => {
    const { ended, inbox, telemetry, message } = await handled(async () =>
      malformed({ expected: 'an event', received: 'a postcard' }),
    );
    expect(ended).toBe('acknowledged');
    expect(inbox.buried).toEqual([{ message, reason: 'expected an event, received a postcard' }]);
    expect(telemetry.counted).toEqual(['MessagesMalformed']);
  });

  it.each(['', '{', 'hello', '\u0000', `{"a":${'x'.repeat(1_000)}`])(
    'buries what is no JSON without running the step: %.10s',
    async (body) => {
      const { ended, inbox } = await handled(() => Promise.reject(new Error('should not run')), body);
      expect(ended).toBe('acknowledged');
      expect(inbox.buried[0]?.reason).toBe(`expected a message of JSON, received ${body.slice(0, 200)}`);
    },
  );

  it('hands the step what the body says', async () => {
    const seen: unknown[] = [];
    const step: MessageStep = async (event) => {
      seen.push(event);
      return done('seen');
    };
    await handled(step, '{"a":[1]}');
    await handled(step, 'null');
    expect(seen).toEqual([{ a: [1] }, null]);
  });

  it('fails the delivery when the step throws, so that the message comes again', async () => {
    const { ended, inbox } = await handled(() => Promise.reject(new Error('the ledger is down')));
    expect(ended).toBe('failed');
    expect([...inbox.postponed, ...inbox.buried]).toEqual([]);
  });

  it.each([
    ['returned', postponed('too early', seconds(3))],
    ['buried', malformed({ expected: 'an event', received: 'a postcard' })],
  ])('acknowledges nothing before its copy is safe: %s', async (_how, outcome) => {
    const broken = aroundCalls(recordingInbox(), () => Promise.reject(new Error('the queue is down')));
    expect((await handled(async () => outcome, '{}', broken)).ended).toBe('failed');
  });
});
