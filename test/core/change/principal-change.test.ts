import { describe, expect, it } from 'vitest';
import { concernedBy } from '#core/change/observed-event.ts';
import { changeOfUser, madeBefore } from '#core/change/principal-change.ts';
import { addDuration, seconds } from '#core/kernel/time.ts';
import { eventNamed, iamCall } from '../../fakes/cloudtrail-events.ts';
import { ANA, MEMBER_ACCOUNT, NEW_YEAR, PARTITION } from '../../fakes/people.ts';
import { observed } from './observed.ts';

const CREATE_USER = eventNamed('create-user');

describe('changeOfUser', () => {
  const place = { partition: PARTITION, account: MEMBER_ACCOUNT };
  const changesOf = (event: unknown) => {
    const record = observed(event);
    return concernedBy(record).map((concern) =>
      concern.kind === 'user' ? changeOfUser(record, concern, place) : undefined,
    );
  };

  it('names the user in the place of the event', () => {
    const { call } = observed(CREATE_USER);
    expect(changesOf(CREATE_USER)).toEqual([
      { call, principal: ANA, expectation: { kind: 'user-present', userId: 'AIDAANAAAAAAAAAAAAAAA' } },
    ]);
  });

  it('keeps the former name of somebody renamed, and expects that it is free', () => {
    const rename = iamCall({
      eventName: 'UpdateUser',
      requestParameters: { userName: 'tmp', newUserName: 'ana' },
    });
    const { call } = observed(rename);
    expect(changesOf(rename)).toEqual([
      { call, principal: ANA, expectation: { kind: 'user-named' }, formerName: 'tmp' },
      {
        call,
        principal: { ...ANA, userName: 'tmp' },
        expectation: { kind: 'user-gone', at: call.at },
      },
    ]);
  });
});

describe('madeBefore', () => {
  const { call } = observed(CREATE_USER);

  it.each([
    ['keeps the time of a call before', seconds(1), NEW_YEAR],
    ['keeps the time of a call at the moment', seconds(0), NEW_YEAR],
    ['does not believe in a call after', seconds(-1), addDuration(NEW_YEAR, seconds(-1))],
  ])('%s its arrival', (_what, later, at) => {
    expect(madeBefore(call, addDuration(NEW_YEAR, later))).toEqual({ ...call, at });
  });
});
