import { describe, expect, it } from 'vitest';
import { intentKey, NOTICE_PARTITION, principalKey } from '#adapters/ledger-keys.ts';
import type { UserName } from '#core/kernel/aws-identifiers.ts';
import { ANA, HUB_ACCOUNT, principalNamed } from '../fakes/people.ts';

describe('principalKey', () => {
  it('is one for each user of each account', () => {
    expect(principalKey(ANA)).toEqual({ pk: 'user#222222222222#ana', sk: 'record' });
    expect(principalKey({ ...ANA, account: HUB_ACCOUNT })).not.toEqual(principalKey(ANA));
    expect(principalKey(principalNamed('bob'))).not.toEqual(principalKey(ANA));
  });

  it('is the same whatever the case of the name, as it is in IAM', () => {
    expect(principalKey({ ...ANA, userName: 'ANA' as UserName })).toEqual(principalKey(ANA));
  });
});

describe('intentKey', () => {
  it('is one for each intent of each account, and never that of a user', () => {
    expect(intentKey(HUB_ACCOUNT, 'attach-1')).toEqual({ pk: 'intent#111122223333#attach-1', sk: 'record' });
    expect(intentKey(ANA.account, 'ana').pk).not.toBe(principalKey(ANA).pk);
  });
});

describe('NOTICE_PARTITION', () => {
  it('is apart from the keys of users and intents', () => {
    expect(NOTICE_PARTITION).not.toMatch(/^(user|intent)#/);
  });
});
