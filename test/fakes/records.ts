import type { ObservedCall, PrincipalChange } from '#core/change/principal-change.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { ANA, arnOf, NEW_YEAR, userIdOf } from './people.ts';

/** A call that somebody made at new year. */
export const CALL: ObservedCall = {
  eventId: 'event-1',
  eventName: 'CreateLoginProfile',
  kind: 'password-created',
  at: NEW_YEAR,
  actor: { kind: 'role-session', roleArn: 'arn:aws:iam::222222222222:role/Admin', sessionName: 'ruth' },
};

export const changeOf = (change: Partial<PrincipalChange> = {}): PrincipalChange => ({
  call: CALL,
  principal: ANA,
  expectation: { kind: 'unstated' },
  ...change,
});

/** What is remembered of ana after she was found without any access; name only what matters to the case. */
export const recordOf = (members: Partial<PrincipalRecord> = {}): PrincipalRecord => ({
  principal: ANA,
  identity: { userId: userIdOf('ana'), arn: arnOf('ana') },
  verdict: { finding: { kind: 'no-access' }, disposition: { kind: 'none' } },
  version: 1,
  mode: 'enforce',
  previousFinding: undefined,
  cause: CALL,
  readBegan: NEW_YEAR,
  announcedVersion: 1,
  actedUpon: undefined,
  activeKeys: [],
  deviceSerials: [],
  ended: [],
  revision: 1,
  ...members,
});
