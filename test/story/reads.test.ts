import { describe, expect, it } from 'vitest';
import type { LoggedCall } from '../../local/organization/logged-calls.ts';
import { readsIn } from '../../local/story/reads.ts';

const call = (account: string, action: string, principal: string | null): LoggedCall => ({
  at: 0,
  account,
  service: 'iam',
  action,
  principal,
  status: 200,
  errorCode: null,
});

const reader = (account: string, by: string) =>
  `arn:aws:sts::${account}:assumed-role/MfaGuardianReader/${by}`;

describe('readsIn', () => {
  it('tells apart who read which account, in the order of the calls', () => {
    const calls = [
      call('1', 'GetUser', reader('1', 'assess-principal')),
      call('2', 'GetUser', reader('2', 'assess-principal')),
      call('1', 'GetUser', reader('1', 'enforce-verdict')),
      call('1', 'ListAccessKeys', reader('1', 'assess-principal')),
    ];
    expect(readsIn(calls)).toEqual([
      { account: '1', by: 'assess-principal', calls: ['GetUser', 'ListAccessKeys'] },
      { account: '2', by: 'assess-principal', calls: ['GetUser'] },
      { account: '1', by: 'enforce-verdict', calls: ['GetUser'] },
    ]);
  });

  it.each([
    ['nobody', null],
    ['another role', 'arn:aws:sts::1:assumed-role/MfaGuardianReaders/assess-principal'],
    ['a user of that name', 'arn:aws:iam::1:user/MfaGuardianReader'],
  ])('leaves out calls by %s', (_who, principal) => {
    expect(readsIn([call('1', 'GetUser', principal)])).toEqual([]);
  });
});
