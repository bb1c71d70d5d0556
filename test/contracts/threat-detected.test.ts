import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeThreatDetected, encodeThreatDetected, THREAT_DETECTED } from '#contracts/threat-detected.ts';
import type { Actor } from '#core/change/actor.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { THREAT_KINDS, THREAT_TARGET_KINDS, type Threat } from '#core/threat/threat.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { observedCalls } from '../arbitraries/records.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT } from '../fakes/people.ts';
import { type PublishedEvent, publishedBy } from '../fakes/recording-ports.ts';
import { CALL } from '../fakes/records.ts';
import { tally } from '../fakes/tally.ts';

type Members = Readonly<Record<string, unknown>>;

const text = fc.string({ unit: 'grapheme' });

const moreActors: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({ kind: fc.constant('federated-user' as const), sessionName: text, userName: text }),
  fc.record({ kind: fc.constant('assumed-root' as const) }),
);

const calls = fc.oneof(
  observedCalls,
  fc.tuple(observedCalls, moreActors).map(([call, actor]) => ({ ...call, actor })),
);

const threats: fc.Arbitrary<Threat> = fc.record({
  kind: fc.constantFrom(...THREAT_KINDS),
  severity: fc.constantFrom(...SEVERITIES),
  target: fc.record({ kind: fc.constantFrom(...THREAT_TARGET_KINDS), name: text }),
});

const threatening = fc.record({
  account: fc.constantFrom(MEMBER_ACCOUNT, '000000000000' as AccountId),
  call: calls,
  failure: fc.option(text, { nil: undefined }),
});

describe('a threat', () => {
  it('always arrives as it was sent', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(threatening, threats, ({ failure, ...sent }, threat) => {
        for (const one of [threat.kind, threat.severity, threat.target.kind, sent.call.actor.kind]) {
          met.count(one);
        }
        const event = publishedBy(
          HUB_ACCOUNT,
          THREAT_DETECTED,
          encodeThreatDetected({ ...sent, failure }, threat),
        );
        expect(decodeThreatDetected(event, HUB_ACCOUNT)).toEqual({
          ok: true,
          value: { schemaVersion: 1, ...sent, threat, errorCode: failure ?? null },
        });
      }),
      { numRuns: 1_500 },
    );
    expect(met.missing([...THREAT_KINDS, ...SEVERITIES, ...THREAT_TARGET_KINDS], 5)).toEqual([]);
    expect(met.missing(['iam-user', 'role-session', 'federated-user', 'root', 'assumed-root'], 5)).toEqual(
      [],
    );
  });

  it('always is plain JSON with times that people can read', () => {
    fc.assert(
      fc.property(threatening, threats, (sent, threat) => {
        const encoded = encodeThreatDetected(sent, threat) as { readonly call: { readonly at: unknown } };
        expect(JSON.parse(JSON.stringify(encoded))).toEqual(encoded);
        expect(encoded.call.at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
      }),
    );
  });

  it('says nothing that its contract does not know', () => {
    const sent = { account: MEMBER_ACCOUNT, call: CALL, failure: undefined, returned: true };
    expect(Object.keys(encodeThreatDetected(sent, SAMPLE) as Members).toSorted()).toEqual([
      'account',
      'call',
      'errorCode',
      'schemaVersion',
      'threat',
    ]);
  });
});

const SAMPLE: Threat = {
  kind: 'enrolled-by-another',
  severity: 'high',
  target: { kind: 'user', name: 'bob' },
};

const EVENT = publishedBy(
  HUB_ACCOUNT,
  THREAT_DETECTED,
  encodeThreatDetected({ account: MEMBER_ACCOUNT, call: CALL, failure: undefined }, SAMPLE),
);

const withDetail = (members: Members): PublishedEvent => ({
  ...EVENT,
  detail: { ...(EVENT.detail as Members), ...members },
});

const problem = (received: string) => ({
  ok: false,
  problem: {
    kind: 'malformed',
    expected: 'a "Threat Detected" event of account 111122223333',
    received: expect.stringContaining(received),
  },
});

describe('a message that is no threat', () => {
  it.each([
    ['another account', { account: MEMBER_ACCOUNT }, 'account: expected 111122223333'],
    ['no account', { account: undefined }, 'account: expected 111122223333'],
    ['another source', { source: 'aws.iam' }, 'source: expected mfa-guardian'],
    ['another kind', { 'detail-type': 'Tampering Detected' }, 'detail-type: expected'],
    ['no detail', { detail: undefined }, 'message: expected object'],
  ])('is not read from %s', (_what, members, received) => {
    expect(decodeThreatDetected({ ...EVENT, ...members }, HUB_ACCOUNT)).toEqual(problem(received));
  });

  it.each<[string, unknown, string]>([
    ['schemaVersion', 2, 'schemaVersion: expected 1'],
    ['schemaVersion', undefined, 'schemaVersion: expected 1'],
    ['account', '22222222222', 'account: expected an account id of twelve digits'],
    ['account', undefined, 'account'],
    ['call', undefined, 'call'],
    ['call', { ...CALL, at: 'yesterday' }, 'call.at: expected an ISO 8601 time'],
    ['call', { ...CALL, at: '2026-01-01T00:00:00Z', kind: 'other' }, 'call.kind: expected user-created or'],
    ['call', { ...CALL, at: '2026-01-01T00:00:00Z', actor: { kind: 'alien' } }, 'call.actor'],
    ['threat', undefined, 'threat'],
    ['threat', { ...SAMPLE, kind: 'toString' }, 'threat.kind: expected enrolled-by-another or'],
    ['threat', { ...SAMPLE, severity: 'awful' }, 'threat.severity: expected low or'],
    ['threat', { ...SAMPLE, target: { kind: 'planet', name: 'x' } }, 'threat.target.kind: expected user or'],
    ['threat', { ...SAMPLE, target: { kind: 'user' } }, 'threat.target.name: expected string'],
    ['errorCode', 42, 'errorCode: expected string'],
    ['errorCode', undefined, 'errorCode'],
  ])('says what is wrong with %s: %j', (member, value, received) => {
    expect(decodeThreatDetected(withDetail({ [member]: value }), HUB_ACCOUNT)).toEqual(problem(received));
  });

  it('may carry members that this version does not know', () => {
    expect(decodeThreatDetected(withDetail({ addedLater: true }), HUB_ACCOUNT)).toEqual(
      decodeThreatDetected(EVENT, HUB_ACCOUNT),
    );
    expect(decodeThreatDetected(EVENT, HUB_ACCOUNT)).toMatchObject({ ok: true });
  });

  it('never makes the reader throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decodeThreatDetected(value, HUB_ACCOUNT)).toMatchObject({ ok: false });
        expect(decodeThreatDetected({ ...EVENT, detail: value }, HUB_ACCOUNT)).toMatchObject({ ok: false });
      }),
    );
  });
});
