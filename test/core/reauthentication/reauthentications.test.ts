import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known, unknown } from '#core/posture/observed.ts';
import { reauthentications } from '#core/reauthentication/reauthentications.ts';
import { AGE, alice, allow, deny, holding, only, PRESENT, textOf } from './ages-of-alice.ts';

describe('reauthentications', () => {
  it.each([
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
    'NumericGreaterThanIfExists',
    'NumericGreaterThanEqualsIfExists',
  ])('finds the limit of a deny with %s', (operator) => {
    expect(only(holding(deny({ [operator]: { [AGE]: '5400' } })))).toEqual({
      place: {
        holder: { kind: 'user' },
        policy: { kind: 'inline', name: 'policy-0' },
        statement: 'Age',
      },
      maximumAgeSeconds: 5_400,
      text: 'a session with MFA has to authenticate again after 1 hour 30 minutes',
    });
  });

  it.each([
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericLessThanIfExists',
    'NumericLessThanEqualsIfExists',
  ])('finds the limit of an allow with %s', (operator) => {
    expect(only(holding(allow({ [operator]: { [AGE]: 900 } })))).toMatchObject({
      maximumAgeSeconds: 900,
      text: 'a session with MFA has to authenticate again after 15 minutes for what this statement allows',
    });
  });

  it('says what an allow of everything is about', () => {
    const allowed = allow({ NumericLessThan: { [AGE]: '60' } }, { Action: '*' });
    expect(only(holding(allowed))?.text).toBe(
      'a session with MFA has to authenticate again after 1 minute for what this statement allows',
    );
  });

  it('says what a deny of some actions is about', () => {
    const denied = deny({ NumericGreaterThan: { [AGE]: '60' } }, { Action: 'iam:*' });
    expect(only(holding(denied))?.text).toBe(
      'a session with MFA has to authenticate again after 1 minute for what this statement denies',
    );
  });

  it('takes a deny of all but some actions for one of everything', () => {
    const denied = deny({ NumericGreaterThan: { 'AWS:MULTIFACTORAUTHAGE': '60' } });
    const { Action: _, ...rest } = denied as Record<string, unknown>;
    expect(only(holding({ ...rest, NotAction: 'sts:GetSessionToken' }))?.text).toBe(
      'a session with MFA has to authenticate again after 1 minute',
    );
  });

  it('says that another condition has to hold besides', () => {
    const condition = { NumericGreaterThan: { [AGE]: '60' }, IpAddress: { 'aws:SourceIp': '192.0.2.1' } };
    expect(only(holding(deny(condition)))).toMatchObject({
      maximumAgeSeconds: 60,
      text: 'a session with MFA has to authenticate again after 1 minute, where its other conditions hold',
    });
  });

  it('keeps silent about a condition that sessions with MFA certainly meet', () => {
    const condition = { NumericGreaterThan: { [AGE]: '60' }, Bool: { [PRESENT]: 'true' } };
    expect(only(holding(deny(condition)))?.text).toBe(
      'a session with MFA has to authenticate again after 1 minute',
    );
  });

  it.each(['0', '-5'])('says that nobody is young enough for %s', (age) => {
    expect(only(holding(deny({ NumericGreaterThan: { [AGE]: age } })))).toMatchObject({
      maximumAgeSeconds: 0,
      text: 'no session with MFA is young enough',
    });
  });

  it('finds one in groups, boundaries and service control policies', () => {
    const limit = (seconds: number): string => textOf(deny({ NumericGreaterThan: { [AGE]: seconds } }));
    const found = reauthentications(
      alice(
        {
          boundary: known({ name: 'boundary', text: limit(2) }),
          serviceControl: {
            kind: 'known',
            levels: [
              [{ name: 'p-1', text: limit(3) }],
              [
                { name: 'p-2', text: '{' },
                { name: 'p-3', text: limit(4) },
              ],
            ],
          },
        },
        limit(1),
      ),
    );
    expect(found.map(({ maximumAgeSeconds, place }) => [place.holder.kind, maximumAgeSeconds])).toEqual([
      ['user', 1],
      ['boundary', 2],
      ['service-control', 3],
      ['service-control', 4],
    ]);
  });

  it('finds none where nothing speaks of the age', () => {
    expect(reauthentications(holding(deny({ BoolIfExists: { [PRESENT]: 'false' } })))).toEqual([]);
    expect(reauthentications(alice({ boundary: unknown('throttled') }, '{'))).toEqual([]);
  });

  it('finds none in what is too complex to judge, as the proof says already', () => {
    const text = textOf(deny({ NumericGreaterThan: { [AGE]: '60' } })) + ' '.repeat(120_000);
    const texts = Array.from({ length: 30 }, (_, index) => text + ' '.repeat(index));
    expect(reauthentications(alice({}, ...texts.slice(0, 3)))).toHaveLength(3);
    expect(reauthentications(alice({}, ...texts))).toEqual([]);
  });

  it('never throws, whatever a policy says', () => {
    const values = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
    const operators = fc.constantFrom('NumericGreaterThan', 'NumericLessThanIfExists', 'Null', 'Bool', 'x');
    fc.assert(
      fc.property(operators, values, fc.string(), (operator, value, sid) => {
        const found = reauthentications(holding(deny({ [operator]: { [AGE]: value } }, { Sid: sid })));
        for (const { maximumAgeSeconds, text } of found) {
          expect(maximumAgeSeconds ?? 0).toBeGreaterThanOrEqual(0);
          expect(text).toMatch(/^[\x20-\x7e]+$/);
        }
      }),
    );
  });
});
