import { describe, expect, it } from 'vitest';
import { type AwsFailure, awsFailure } from '#adapters/aws-failure.ts';
import { observeFact, readFailure } from '#adapters/observe-fact.ts';
import type { ReadFailure } from '#core/posture/observed.ts';

const errorNamed = (name: string, message = 'something'): Error =>
  Object.assign(new Error(message), { name });

const TABLE: readonly (readonly [string, AwsFailure, ReadFailure])[] = [
  ['AccessDenied', 'access-denied', 'access-denied'],
  ['AccessDeniedException', 'access-denied', 'access-denied'],
  ['NoSuchEntity', 'not-found', 'not-visible-yet'],
  ['NoSuchEntityException', 'not-found', 'not-visible-yet'],
  ['LimitExceeded', 'limit-exceeded', 'throttled'],
  ['LimitExceededException', 'limit-exceeded', 'throttled'],
  ['Throttling', 'throttled', 'throttled'],
  ['ThrottlingException', 'throttled', 'throttled'],
  ['RequestLimitExceeded', 'throttled', 'throttled'],
  ['TooManyRequestsException', 'throttled', 'throttled'],
  ['ServiceFailure', 'service-error', 'service-error'],
  ['ConcurrentModification', 'service-error', 'service-error'],
  ['InvalidClientTokenId', 'service-error', 'service-error'],
  ['TimeoutError', 'service-error', 'service-error'],
  ['toString', 'service-error', 'service-error'],
];

describe('awsFailure', () => {
  it.each(TABLE)('takes %s for %s', (name, failure) => {
    expect(awsFailure(errorNamed(name))).toBe(failure);
  });

  it('never goes by the text of an error', () => {
    expect(awsFailure(new Error('AccessDenied: NoSuchEntity'))).toBe('service-error');
  });

  it.each([undefined, null, 'AccessDenied', { name: 'AccessDenied' }])(
    'takes %j, which is no error, for a service error',
    (thrown) => {
      expect(awsFailure(thrown)).toBe('service-error');
    },
  );
});

describe('readFailure', () => {
  it.each(TABLE)('leaves, after %s (%s), a fact unknown: %s', (name, _failure, because) => {
    expect(readFailure(errorNamed(name))).toBe(because);
  });
});

describe('observeFact', () => {
  it('knows what was read', async () => {
    expect(await observeFact(async () => [])).toEqual({ kind: 'known', fact: [] });
  });

  it('never takes what could not be read for absent', async () => {
    const denied = observeFact(() => Promise.reject(errorNamed('AccessDenied')));
    expect(await denied).toEqual({ kind: 'unknown', because: 'access-denied' });
  });
});
