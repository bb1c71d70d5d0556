import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import type { ThreatKind } from '#core/threat/threat.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import type { Sighting } from '../../local/story/sighting.ts';
import { sightingIn } from '../../local/story/sighting.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { CALL } from '../fakes/records.ts';

const ACCOUNT = '222222222222' as AccountId;
const NOON = Date.parse('2026-01-01T12:00:00Z') as EpochMs;

const principalOf = (userName: string) => ({
  partition: 'aws' as Partition,
  account: ACCOUNT,
  userName: userName as UserName,
});

export const sawCall = (eventName: string, userName = 'ana'): Sighting => {
  const sighting = sightingIn(iamCall({ eventName, requestParameters: { userName } }));
  if (sighting?.kind !== 'saw') {
    throw new Error(`expected ${eventName} to be a watched event, received ${sighting?.kind}`);
  }
  return sighting;
};

export const concludedOf = (userName: string, finding: Finding): Sighting => ({
  kind: 'concluded',
  verdict: {
    schemaVersion: 1,
    principal: principalOf(userName),
    identity: null,
    verdictVersion: 1,
    finding,
    disposition: { kind: 'none' },
    previousFinding: null,
    cause: CALL,
    readBegan: NOON,
  },
});

export const attachedFor = (userName: string): Sighting => ({
  kind: 'did',
  action: {
    schemaVersion: 1,
    intentId: 'attach-1',
    principal: principalOf(userName),
    userId: 'AIDAANAANAANAANAANAA1' as UserId,
    verdictVersion: 1,
    outcome: { kind: 'attached', at: NOON, policyArn: `arn:aws:iam::${ACCOUNT}:policy/x/RequireMfa` as Arn },
  },
});

export const noticedOf = (kind: ThreatKind, name: string): Sighting => ({
  kind: 'noticed',
  threat: {
    schemaVersion: 1,
    account: ACCOUNT,
    call: CALL,
    threat: { kind, severity: 'high', target: { kind: 'user', name } },
    errorCode: null,
  },
});

export const toldIn = (subject: string, body = ''): Sighting => ({
  kind: 'told',
  mail: { to: 'security@example.com', subject, body, at: NOON / 1_000 },
});

/** The guardian meant to attach, and found that there was no need any more. */
export const notAttachedFor = (userName: string): Sighting => {
  const sighting = attachedFor(userName);
  return sighting.kind === 'did'
    ? {
        kind: 'did',
        action: { ...sighting.action, outcome: { kind: 'failed', at: NOON, because: 'user-gone' } },
      }
    : sighting;
};
