/** What an AWS service answered instead of a result. */
export type AwsFailure = 'access-denied' | 'not-found' | 'throttled' | 'limit-exceeded' | 'service-error';

const ACCESS_DENIED = new Set(['AccessDenied', 'AccessDeniedException']);
const NOT_FOUND = new Set(['NoSuchEntity', 'NoSuchEntityException']);
const LIMIT_EXCEEDED = new Set(['LimitExceeded', 'LimitExceededException']);
const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'RequestThrottled',
]);

/**
 * Tells the kinds of failure apart by the error's code, never by its text. Whatever is not recognised, broken
 * connections included, is a `service-error`.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
export const awsFailure = (error: unknown): AwsFailure => {
  const code = error instanceof Error ? error.name : '';
  if (ACCESS_DENIED.has(code)) {
    return 'access-denied';
  }
  if (NOT_FOUND.has(code)) {
    return 'not-found';
  }
  if (LIMIT_EXCEEDED.has(code)) {
    return 'limit-exceeded';
  }
  return THROTTLED.has(code) ? 'throttled' : 'service-error';
};
