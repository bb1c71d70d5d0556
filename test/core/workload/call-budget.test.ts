import { describe, expect, it } from 'vitest';
import { milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import {
  CALLS_OF_A_LOOK,
  callsOf,
  latestReservation,
  timeToEarn,
  waitFor,
} from '#core/workload/call-budget.ts';
import { ANA, guardArn, NEW_YEAR, snapshotOf } from '../../fakes/people.ts';
import { sinceNewYear } from './changes.ts';

const document = '{}';
const USER = { kind: 'user' } as const;
const GROUP = { kind: 'group', groupName: 'developers' } as const;

const inline = (holder: typeof USER | typeof GROUP, name: string) => ({
  holder,
  policy: { kind: 'inline', name } as const,
  text: document,
});
const managed = (holder: typeof USER | typeof GROUP) => ({
  holder,
  policy: { kind: 'managed', arn: guardArn('strict') } as const,
  text: document,
});

const withPolicies = (...policies: readonly ReturnType<typeof inline | typeof managed>[]) =>
  snapshotOf('ana', { identityPolicies: { policies, gaps: [] }, attachedPolicies: known([]) });

describe('the budget of an account', () => {
  it.each([
    ['urgent', 5],
    ['settling', 15],
  ] as const)('earns calls that are %s at %i a second', (urgency, calls) => {
    expect(timeToEarn(calls, urgency)).toBe(1_000);
    expect(timeToEarn(1, urgency)).toBe(Math.ceil(1_000 / calls));
  });

  it.each([
    ['urgent', 40],
    ['settling', 20],
  ] as const)('lets calls that are %s run %i seconds ahead, and no further', (urgency, headroom) => {
    expect(waitFor(NEW_YEAR, urgency, NEW_YEAR)).toBe(0);
    expect(waitFor(sinceNewYear(seconds(headroom)), urgency, NEW_YEAR)).toBe(0);
    expect(waitFor(sinceNewYear(seconds(headroom) + 1), urgency, NEW_YEAR)).toBe(1);
  });

  it('never reserves what a message could not wait for', () => {
    expect(latestReservation(NEW_YEAR)).toBe(sinceNewYear(minutes(10)));
    const last = milliseconds(minutes(10) + timeToEarn(CALLS_OF_A_LOOK, 'urgent'));
    expect(waitFor(sinceNewYear(last), 'urgent', NEW_YEAR)).toBeLessThan(minutes(15));
  });
});

describe('callsOf', () => {
  it('is what the user, its credentials and the listings cost where nobody has policies', () => {
    expect(callsOf(withPolicies())).toBe(11);
    expect(callsOf({ kind: 'absent', principal: ANA, readBegan: NEW_YEAR })).toBe(11);
  });

  it('counts each inline policy, each managed one and each group', () => {
    expect(callsOf(withPolicies(inline(USER, 'own')))).toBe(12);
    expect(callsOf(withPolicies(managed(USER)))).toBe(13);
    expect(callsOf(withPolicies(inline(GROUP, 'shared')))).toBe(14);
  });

  it('counts once what is held twice', () => {
    expect(callsOf(withPolicies(managed(USER), managed(GROUP)))).toBe(15);
    expect(callsOf(withPolicies(inline(GROUP, 'one'), inline(GROUP, 'two')))).toBe(15);
  });
});
