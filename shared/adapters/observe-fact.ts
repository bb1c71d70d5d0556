import { known, type Observed, type ReadFailure, unknown } from '#core/posture/observed.ts';
import { awsFailure } from './aws-failure.ts';

/** A part of a user that is missing while the user is there can only be a read that lags behind. */
export const readFailure = (error: unknown): ReadFailure => {
  const failure = awsFailure(error);
  switch (failure) {
    case 'access-denied':
    case 'throttled':
    case 'service-error':
      return failure;
    case 'limit-exceeded':
      return 'throttled';
    case 'not-found':
      return 'not-visible-yet';
  }
};

/** What a read answers, or the reason why the fact stays unknown. */
export const observeFact = async <Fact>(read: () => Promise<Fact>): Promise<Observed<Fact>> => {
  try {
    return known(await read());
  } catch (error) {
    return unknown(readFailure(error));
  }
};
