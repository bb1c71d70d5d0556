import { describe, expect, it } from 'vitest';
import type { Outcome } from '#core/proof/condition-outcome.ts';
import { expectRow, outcomeOf, rows } from './condition-outcomes.ts';

const MFA = 'aws:MultiFactorAuthPresent';
const VIA = 'aws:CalledVia';
const NAME = 'aws:username';
const ARN = 'aws:PrincipalArn';
const SERVICE = 'aws:ViaAWSService';

describe('a key that is not there', () => {
  it.each(
    rows(
      ['Bool', MFA, 'true', 'cannot'],
      ['BoolIfExists', MFA, 'true', 'must'],
      ['StringEquals', VIA, 'x', 'cannot'],
      ['StringNotEquals', VIA, 'x', 'must'],
      ['StringNotEqualsIfExists', VIA, 'x', 'must'],
      ['ForAllValues:StringEquals', VIA, 'x', 'must'],
      ['ForAllValues:StringNotEquals', VIA, 'x', 'must'],
      ['ForAllValues:StringEqualsIfExists', VIA, 'x', 'must'],
      ['ForAnyValue:StringEquals', VIA, 'x', 'cannot'],
      ['ForAnyValue:StringNotEquals', VIA, 'x', 'cannot'],
      ['ForAnyValue:StringEqualsIfExists', VIA, 'x', 'may'],
      ['StringEqualz', VIA, 'x', 'may'],
      ['StringNotEquals', VIA, [], 'may'],
      ['BoolIfExists', MFA, [], 'may'],
    ),
  )('under %s %s %j %s hold', expectRow);
});

describe('Null', () => {
  it.each(
    rows(
      ['Null', MFA, 'true', 'must'],
      ['Null', MFA, true, 'must'],
      ['Null', MFA, 'false', 'cannot'],
      ['Null', NAME, 'true', 'cannot'],
      ['Null', NAME, 'false', 'must'],
      ['Null', MFA, 'True', 'may'],
      ['Null', MFA, '', 'may'],
      ['Null', MFA, ['x', 'true'], 'must'],
      ['Null', MFA, ['x', 'false'], 'may'],
      ['Null', NAME, ['x', 'true'], 'may'],
      ['Null', MFA, ['false', 'false'], 'cannot'],
      ['Null', MFA, [], 'may'],
      ['Null', 'aws:SourceIp', 'true', 'may'],
    ),
  )('%s %s %j %s hold', expectRow);
});

describe('a key whose value is known', () => {
  it.each(
    rows(
      ['StringEquals', NAME, 'alice', 'must'],
      ['StringEquals', NAME, ['bob', 'alice'], 'must'],
      ['StringEquals', NAME, 'bob', 'cannot'],
      ['StringEquals', NAME, 'al*', 'cannot'],
      ['StringNotEquals', NAME, 'alice', 'cannot'],
      ['StringNotEquals', NAME, 'bob', 'must'],
      ['StringLike', NAME, 'al*', 'must'],
      ['StringLike', NAME, 'AL*', 'cannot'],
      ['StringNotLike', NAME, 'al*', 'cannot'],
      ['StringEquals', NAME, [], 'may'],
      ['StringNotEquals', NAME, [], 'may'],
      ['StringEqualsIgnoreCase', NAME, 'ALICE', 'must'],
      ['StringEqualsIgnoreCase', NAME, 'bob', 'cannot'],
      ['StringEqualsIgnoreCase', NAME, '\u007f', 'cannot'],
      ['StringEqualsIgnoreCase', NAME, '\u0080', 'may'],
      ['StringEqualsIgnoreCase', NAME, 'é*', 'may'],
      ['StringEqualsIgnoreCase', 'aws:PrincipalTag/accent', 'x', 'may'],
      ['StringEqualsIgnoreCase', 'aws:PrincipalTag/accent', 'É', 'may'],
      ['StringEqualsIgnoreCase', 'aws:PrincipalTag/zed', 'AmZ', 'must'],
      ['StringEquals', 'aws:PrincipalTag/zed', 'AmZ', 'cannot'],
      ['StringEquals', 'aws:CurrentTime', 'x', 'may'],
      ['StringLike', 'aws:CurrentTime', '*', 'may'],
      ['NumericLessThan', 'aws:EpochTime', '5', 'may'],
      ['DateEquals', 'aws:CurrentTime', 'x', 'may'],
      ['IpAddress', NAME, 'alice', 'may'],
      ['BinaryEquals', NAME, 'alice', 'may'],
      ['Bool', NAME, 'alice', 'may'],
      ['StringEquals', 'aws:SourceVpc', 'x', 'may'],
      ['StringNotEqualsIfExists', 'aws:SourceVpc', 'x', 'may'],
    ),
  )('under %s %s %j %s hold', expectRow);
});

describe('a boolean', () => {
  it.each(
    rows(
      ['Bool', SERVICE, 'false', 'must'],
      ['Bool', SERVICE, false, 'must'],
      ['Bool', SERVICE, 'true', 'cannot'],
      ['Bool', SERVICE, 'False', 'may'],
      ['Bool', SERVICE, 'TRUE', 'may'],
      ['Bool', SERVICE, '', 'may'],
      ['Bool', SERVICE, ['true', 'false'], 'may'],
      ['Bool', SERVICE, ['false', 'false'], 'must'],
      ['Bool', SERVICE, [], 'may'],
      ['StringEquals', SERVICE, 'false', 'may'],
      ['StringNotEquals', SERVICE, ['true', 'x'], 'may'],
    ),
  )('under %s %s %j %s hold', expectRow);
});

describe('an ARN', () => {
  it.each(
    rows(
      ['ArnEquals', ARN, 'arn:aws:iam::222222222222:user/alice', 'must'],
      ['ArnLike', ARN, 'arn:*:iam::*:user/al*', 'must'],
      ['ArnLike', ARN, 'arn:aws:iam::222222222222:user/b*', 'cannot'],
      ['ArnNotLike', ARN, 'arn:aws:iam::222222222222:user/b*', 'must'],
      ['ArnNotEquals', ARN, 'arn:aws:iam::222222222222:user/alice', 'cannot'],
      ['ArnLike', ARN, '*', 'may'],
      ['ArnLike', ARN, 'alice', 'may'],
      ['ArnLike', ARN, '*alice', 'may'],
      ['ArnLike', ARN, 'arn:aws:*:*:*:alice', 'cannot'],
      // As texts they match, part by part they do not.
      ['ArnLike', ARN, 'arn:*:*:22*:*:*', 'cannot'],
      ['ArnLike', NAME, 'arn:aws:iam::222222222222:user/alice', 'may'],
      ['ArnLike', NAME, '*', 'may'],
      ['StringLike', ARN, 'arn:aws:*:user/alice', 'must'],
    ),
  )('under %s %s %j %s hold', expectRow);

  it.each<[string, Outcome]>([
    ['arn:aws:sts::222222222222:federated-user/*', 'must'],
    ['arn:aws:sts::222222222222:federated-user/x', 'may'],
    ['arn:aws:sts::222222222222:*', 'must'],
    ['arn:aws:iam::222222222222:user/*', 'cannot'],
  ])('that nobody knows wholly under ArnLike %s %s hold', (value, outcome) => {
    expect(outcomeOf({ ArnLike: { [ARN]: value } }, 'federation')).toBe(outcome);
  });
});

describe('a variable', () => {
  const v = (inside: string): string => `$\u007b${inside}}`;

  it.each(
    rows(
      ['StringEquals', NAME, v('aws:username'), 'must'],
      ['StringEquals', NAME, v('aws:SourceIp'), 'may'],
      ['StringEquals', NAME, ['alice', v('aws:SourceIp')], 'may'],
      ['StringEquals', NAME, v("aws:SourceIp, 'x'"), 'may'],
      ['StringEquals', NAME, ['alice', v("aws:SourceIp, 'x'")], 'must'],
      ['StringEquals', NAME, v("aws:PrincipalTag/none, 'alice'"), 'must'],
      ['StringEquals', NAME, v("aws:PrincipalTag/none, 'bob'"), 'cannot'],
      ['StringLike', NAME, v("aws:PrincipalTag/none, 'al*'"), 'may'],
      ['StringEquals', VIA, v('aws:SourceIp'), 'cannot'],
      ['StringNotEquals', VIA, v('aws:SourceIp'), 'may'],
      ['StringNotEquals', VIA, ['x', v('aws:SourceIp')], 'may'],
      ['StringNotEquals', VIA, v("aws:SourceIp, 'x'"), 'must'],
      ['StringNotEquals', VIA, v('aws:username'), 'must'],
    ),
  )('in %s %s %j %s hold', expectRow);
});
