import { describe, expect, it } from 'vitest';
import type { HeldPolicy, ServiceControl } from '#core/posture/held-policy.ts';
import { type Gap, known, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgeEnrolment } from '#core/verdict/judge-enrolment.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { waysIn } from '#core/verdict/possible-sessions.ts';
import { EVERYTHING_ALLOWED, heldPolicies, inlinePolicy, withAttached } from '../../fakes/held-policies.ts';
import {
  ACTIVE_KEY,
  ANA,
  CODECOMMIT_CREDENTIAL,
  guardArn,
  INTACT_POLICIES,
  NEW_YEAR,
  PASSWORD,
  postureOf,
  RULES,
  snapshotOf,
} from '../../fakes/people.ts';

const GUARDED = known([guardArn('standard')]);
const STRICTLY_GUARDED = known([guardArn('strict')]);

const enrolment = (facts: Partial<UserPosture>, livingSession = false) => {
  const user = postureOf('ana', facts);
  return judgeEnrolment({ ...ANA, ...user }, waysIn(user, livingSession), RULES);
};

const awaiting = (how: string) => ({ kind: 'awaiting-enrolment', enrolment: how });
const unsure = (...gaps: readonly Gap[]) => ({ kind: 'unsure', gaps });

const DENYING_IAM = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
  ],
});

const guardedAnd = (policy: HeldPolicy): Partial<UserPosture> => ({
  attachedPolicies: GUARDED,
  identityPolicies: withAttached(heldPolicies(policy), {
    attachedPolicies: GUARDED,
    enforcementPolicies: INTACT_POLICIES,
  }),
});

describe('judgeEnrolment', () => {
  it('finds that a key can enrol a device, and as severe as what a session with MFA then reaches', () => {
    expect(enrolment({ accessKeys: ACTIVE_KEY, attachedPolicies: GUARDED })).toEqual({
      ...awaiting('with-key'),
      severity: 'critical',
    });
    const listing = inlinePolicy('list', EVERYTHING_ALLOWED.replace('"*"', '"s3:ListAllMyBuckets"'));
    expect(enrolment({ accessKeys: ACTIVE_KEY, ...guardedAnd(listing) })).toMatchObject({
      ...awaiting('with-key'),
      severity: 'low',
    });
  });

  it.each<[string, Partial<UserPosture>, string]>([
    ['a password', { password: PASSWORD, attachedPolicies: GUARDED }, 'from-console'],
    [
      'a password and a key that must not enrol',
      { accessKeys: ACTIVE_KEY, password: PASSWORD, attachedPolicies: STRICTLY_GUARDED },
      'from-console',
    ],
    [
      'a key alone that must not enrol',
      { accessKeys: ACTIVE_KEY, attachedPolicies: STRICTLY_GUARDED },
      'impossible',
    ],
    [
      'a key that the stricter of two policies stops',
      { accessKeys: ACTIVE_KEY, attachedPolicies: known([guardArn('standard'), guardArn('strict')]) },
      'impossible',
    ],
    [
      'a password, where another policy denies IAM',
      { password: PASSWORD, ...guardedAnd(inlinePolicy('no-iam', DENYING_IAM)) },
      'impossible',
    ],
    ['sessions that may still live', { attachedPolicies: GUARDED }, 'no-credential'],
    [
      'a credential for one service',
      { serviceCredentials: CODECOMMIT_CREDENTIAL, attachedPolicies: GUARDED },
      'no-credential',
    ],
  ])('finds, with %s, how a first device can be enrolled', (_what, facts, how) => {
    expect(enrolment(facts, true)).toEqual(awaiting(how));
  });

  it.each<[string, ServiceControl]>([
    ['nobody knows the service control policies', { kind: 'unknown', because: 'not-configured' }],
    ['all levels of them allow it', { kind: 'known', levels: [[{ name: 'p-1', text: EVERYTHING_ALLOWED }]] }],
  ])('calls nobody locked out, and no key harmless, while %s', (_what, serviceControl) => {
    const facts = { attachedPolicies: GUARDED, serviceControl };
    expect(enrolment({ ...facts, accessKeys: ACTIVE_KEY })).toMatchObject(awaiting('with-key'));
    expect(enrolment({ ...facts, password: PASSWORD })).toEqual(awaiting('from-console'));
  });

  it('finds whoever is denied IAM by the organization locked out', () => {
    const serviceControl: ServiceControl = {
      kind: 'known',
      levels: [[{ name: 'p-1', text: DENYING_IAM }]],
    };
    const facts = { attachedPolicies: GUARDED, serviceControl, accessKeys: ACTIVE_KEY, password: PASSWORD };
    expect(enrolment(facts)).toEqual(awaiting('impossible'));
  });

  it('is unsure while nobody knows the keys', () => {
    const facts = { accessKeys: unknown('throttled'), password: PASSWORD, attachedPolicies: GUARDED };
    expect(enrolment(facts)).toEqual(unsure({ fact: 'access-keys', because: 'throttled' }));
  });

  it('is unsure while nobody knows whether there is a password, unless a key can enrol', () => {
    const facts = { accessKeys: ACTIVE_KEY, password: unknown('throttled') };
    expect(enrolment({ ...facts, attachedPolicies: STRICTLY_GUARDED })).toEqual(
      unsure({ fact: 'password', because: 'throttled' }),
    );
    expect(enrolment({ ...facts, attachedPolicies: GUARDED })).toMatchObject(awaiting('with-key'));
  });
});

describe('judgePosture, of somebody guarded who has no device', () => {
  const judge = (facts: Partial<UserPosture>) => judgePosture(snapshotOf('ana', facts), [], NEW_YEAR, RULES);

  it('says how the first one can be enrolled', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, attachedPolicies: GUARDED })).toEqual({
      ...awaiting('with-key'),
      severity: 'critical',
    });
  });

  it('calls nobody locked out while it is unknown whether there is a password', () => {
    const password = unknown('throttled');
    expect(judge({ accessKeys: ACTIVE_KEY, password, attachedPolicies: STRICTLY_GUARDED })).toEqual({
      kind: 'undetermined',
      gaps: [{ fact: 'password', because: 'throttled' }],
    });
  });
});
