import { describe, it } from 'vitest';
import { expectRow, rows } from './condition-outcomes.ts';

describe('a value with a variable that certainly has none', () => {
  const NO_TAG = `\${aws:PrincipalTag/team}`;
  const DEFAULT = `\${aws:PrincipalTag/team, 'x'}`;

  it.each(
    rows(
      ['StringEquals', 'aws:RequestTag/team', NO_TAG, 'cannot'],
      ['StringEquals', 'aws:username', NO_TAG, 'cannot'],
      ['ArnLike', 'ec2:Vpc', `arn:aws:ec2:*:*:vpc/${NO_TAG}`, 'cannot'],
      ['ForAnyValue:StringLike', 'aws:TagKeys', NO_TAG, 'cannot'],
      ['StringEquals', 'aws:RequestTag/team', [NO_TAG, NO_TAG], 'cannot'],
      ['StringEquals', 'aws:RequestTag/team', [NO_TAG, 'x'], 'may'],
      ['StringEquals', 'aws:RequestTag/team', DEFAULT, 'may'],
      ['StringEquals', 'aws:RequestTag/team', `\${aws:RequestTag/other}`, 'may'],
      ['StringNotEquals', 'aws:RequestTag/team', NO_TAG, 'may'],
      ['StringEqualsIfExists', 'aws:RequestTag/team', NO_TAG, 'may'],
      ['ForAllValues:StringEquals', 'aws:TagKeys', NO_TAG, 'may'],
      ['Null', 'aws:RequestTag/team', NO_TAG, 'may'],
    ),
  )('under %s %s %j %s hold', expectRow);
});
