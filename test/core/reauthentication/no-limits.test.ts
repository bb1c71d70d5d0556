import { describe, expect, it } from 'vitest';
import { AGE, deny, holding, only, PRESENT } from './ages-of-alice.ts';

const OPEN = 'no limit to the age of a session with MFA is certain: ';

describe('a statement that speaks of the age and sets no limit', () => {
  it.each<[string, object, string]>([
    [
      'several values',
      { NumericGreaterThan: { [AGE]: ['60', '120'] } },
      'it compares the age with several values or with none',
    ],
    [
      'no value',
      { NumericGreaterThan: { [AGE]: [] } },
      'it compares the age with several values or with none',
    ],
    ['no number', { NumericGreaterThan: { [AGE]: 'an hour' } }, 'it compares the age with what is no number'],
    [
      'a number in other digits',
      { NumericGreaterThan: { [AGE]: '1e3' } },
      'it compares the age with what is no number',
    ],
    ['a boolean', { Bool: { [AGE]: 'true' } }, 'its operator sets no limit to the age'],
    ['Null', { Null: { [AGE]: 'true' } }, 'its operator sets no limit to the age'],
    ['the other direction', { NumericLessThan: { [AGE]: '60' } }, 'its operator sets no limit to the age'],
    ['one age alone', { NumericEquals: { [AGE]: '60' } }, 'its operator sets no limit to the age'],
    [
      'a quantifier',
      { 'ForAllValues:NumericGreaterThan': { [AGE]: '60' } },
      'its operator sets no limit to the age',
    ],
    [
      'an operator that IAM does not have',
      { NumberGreaterThan: { [AGE]: '60' } },
      'its operator sets no limit to the age',
    ],
    [
      'two limits',
      { NumericGreaterThan: { [AGE]: '60' }, NumericGreaterThanIfExists: { [AGE]: '90' } },
      'it has several conditions on the age',
    ],
    [
      'a text operator on MFA besides',
      { NumericGreaterThan: { [AGE]: '60' }, StringEquals: { [PRESENT]: 'true' } },
      'its other conditions on MFA are of a kind that AWS leaves open',
    ],
    [
      'an unknown operator besides',
      { NumericGreaterThan: { [AGE]: '60' }, Boolean: { 'aws:SecureTransport': 'true' } },
      'its other conditions on MFA are of a kind that AWS leaves open',
    ],
  ])('sets no limit by %s, and says why', (_, condition, because) => {
    expect(only(holding(deny(condition)))).toMatchObject({
      maximumAgeSeconds: undefined,
      text: OPEN + because,
    });
  });

  it.each<[string, object]>([
    ['Deny', { NumericGreaterThanIfExists: { [AGE]: '60' }, BoolIfExists: { [PRESENT]: 'false' } }],
    ['Allow', { NumericLessThanIfExists: { [AGE]: '60' }, Bool: { [PRESENT]: 'false' } }],
  ])('says that a %s together with asking for no MFA never applies', (Effect, condition) => {
    const verb = Effect === 'Deny' ? 'denies' : 'allows';
    expect(only(holding(deny(condition, { Effect })))).toMatchObject({
      maximumAgeSeconds: undefined,
      text: `${OPEN}it never ${verb} a session with MFA anything, because of its other conditions`,
    });
  });
});
