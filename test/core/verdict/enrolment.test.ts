import { describe, expect, it } from 'vitest';
import type { EndedCredential } from '#core/posture/ended-credential.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import {
  ACTIVE_KEY,
  ADMINISTRATOR_ACCESS,
  guardArn,
  NEW_YEAR,
  PASSWORD,
  snapshotOf,
} from '../../fakes/people.ts';

const judge = (facts: Partial<UserPosture>, ended: readonly EndedCredential[] = []) =>
  judgePosture(snapshotOf('ana', facts), ended, NEW_YEAR);

const GUARDED = known([ADMINISTRATOR_ACCESS, guardArn('standard')]);
const STRICTLY_GUARDED = known([ADMINISTRATOR_ACCESS, guardArn('strict')]);

describe('judgePosture, of somebody guarded who has no device', () => {
  it('says that an active key can enrol itself under the standard policy', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, attachedPolicies: GUARDED })).toEqual({
      kind: 'awaiting-enrolment',
      enrolment: 'with-key',
    });
  });

  it('says that a key can not enrol itself under the strict policy', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, password: PASSWORD, attachedPolicies: STRICTLY_GUARDED })).toEqual(
      { kind: 'awaiting-enrolment', enrolment: 'from-console' },
    );
  });

  it('says that nothing can enrol where the strict policy meets a key without a password', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, attachedPolicies: STRICTLY_GUARDED })).toEqual({
      kind: 'awaiting-enrolment',
      enrolment: 'impossible',
    });
  });

  it('does not let a key enrol itself under the standard policy when the strict one is attached as well', () => {
    const both = known([guardArn('standard'), guardArn('strict')]);
    expect(judge({ accessKeys: ACTIVE_KEY, password: PASSWORD, attachedPolicies: both })).toEqual({
      kind: 'awaiting-enrolment',
      enrolment: 'from-console',
    });
  });

  it('says that nobody is left to enrol where only sessions may still live', () => {
    const ended = [{ accessKeyId: 'AKIAGONE', endedAt: NEW_YEAR }];
    expect(judge({ attachedPolicies: GUARDED }, ended)).toEqual({
      kind: 'awaiting-enrolment',
      enrolment: 'no-credential',
    });
  });

  it('calls nobody locked out while it is unknown whether there is a password', () => {
    const unread = {
      accessKeys: ACTIVE_KEY,
      password: unknown('throttled'),
      attachedPolicies: STRICTLY_GUARDED,
    };
    expect(judge(unread)).toEqual({
      kind: 'undetermined',
      gaps: [{ fact: 'password', because: 'throttled' }],
    });
  });
});
