import { ABSENT, casesOf, type OperatorCase } from './operator-case.ts';

/**
 * `anything-but` asks for a value that is none of those listed: a field that is missing is no such value.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-anything-but
 */
export const ANYTHING_BUT_CASES: readonly OperatorCase[] = casesOf(
  [{ 'anything-but': ['AwsServiceEvent'] }],
  [
    ['AwsApiCall', true],
    ['awsserviceevent', true],
    ['', true],
    [42, true],
    [null, true],
    ['AwsServiceEvent', false],
    [['AwsServiceEvent', 'AwsApiCall'], true],
    [['AwsServiceEvent'], false],
    [[], false],
    [ABSENT, false],
    [{}, false],
    [{ AwsServiceEvent: 'x' }, false],
  ],
);
