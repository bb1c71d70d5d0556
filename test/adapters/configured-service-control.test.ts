import { describe, expect, it } from 'vitest';
import { configuredServiceControl } from '#adapters/configured-service-control.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT } from '../fakes/people.ts';

const MANAGEMENT = '999999999999' as AccountId;
const SAID = { state: 'absent', author: 'Ben', reason: 'only FullAWSAccess is attached anywhere' } as const;
const NOT_CONFIGURED = { kind: 'unknown', because: 'not-configured' };

describe('configuredServiceControl', () => {
  it('knows nothing of any account while nobody said anything', async () => {
    const reader = configuredServiceControl({});
    expect(await reader.read(MEMBER_ACCOUNT)).toEqual(NOT_CONFIGURED);
    expect(await reader.read(MANAGEMENT)).toEqual(NOT_CONFIGURED);
  });

  it('knows that the management account has none, and nothing of the others', async () => {
    const reader = configuredServiceControl({ managementAccount: MANAGEMENT });
    expect(await reader.read(MANAGEMENT)).toEqual({ kind: 'absent' });
    expect(await reader.read(HUB_ACCOUNT)).toEqual(NOT_CONFIGURED);
  });

  it('believes reviewers, of every account', async () => {
    const reader = configuredServiceControl({ serviceControlPolicies: SAID });
    expect(await reader.read(MEMBER_ACCOUNT)).toEqual({ kind: 'absent' });
  });
});
