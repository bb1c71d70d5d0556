import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN, decodeActionTaken, encodeActionTaken } from '#contracts/action-taken.ts';
import {
  decodeTamperingDetected,
  encodeTamperingDetected,
  TAMPERING_DETECTED,
} from '#contracts/tampering-detected.ts';
import { decodeVerdictReached, encodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { WHY_CODES, type Why } from '#core/proof/session-proof.ts';
import { FINDING_KINDS, type Finding } from '#core/verdict/mfa-verdict.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { finishedIntents, observedCalls, principalRecords } from '../arbitraries/records.ts';
import { ANA, HUB_ACCOUNT } from '../fakes/people.ts';
import { publishedBy } from '../fakes/recording-ports.ts';
import { tally } from '../fakes/tally.ts';

const formsOfWhy = ({ code, place }: Why): readonly string[] => [code, place.holder.kind, place.policy.kind];

/** What a finding consists of, so that no form of it is forgotten. */
const formsOf = (finding: Finding): readonly string[] => {
  switch (finding.kind) {
    case 'exposed':
      return [
        finding.kind,
        finding.severity,
        ...finding.open.flatMap(({ session, answer, why }) => [session, answer, ...why.flatMap(formsOfWhy)]),
      ];
    case 'awaiting-enrolment':
      return [finding.kind, finding.severity ?? 'without severity'];
    default:
      return [finding.kind];
  }
};

describe('a verdict', () => {
  it('always arrives as it was sent', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(principalRecords, (record) => {
        for (const one of formsOf(record.verdict.finding)) {
          met.count(one);
        }
        const event = publishedBy(HUB_ACCOUNT, VERDICT_REACHED, encodeVerdictReached(record));
        expect(decodeVerdictReached(event, HUB_ACCOUNT)).toEqual({
          ok: true,
          value: {
            schemaVersion: 1,
            principal: record.principal,
            identity: record.identity ?? null,
            verdictVersion: record.version,
            finding: record.verdict.finding,
            disposition: record.verdict.disposition,
            previousFinding: record.previousFinding ?? null,
            cause: record.cause,
            readBegan: record.readBegan,
          },
        });
      }),
      { numRuns: 800 },
    );
    expect(met.missing([...FINDING_KINDS, ...SEVERITIES, ...SESSION_KINDS, ...WHY_CODES], 5)).toEqual([]);
    expect(met.missing(['open', 'no-grant', 'user', 'group', 'boundary', 'service-control'], 5)).toEqual([]);
    expect(met.missing(['managed', 'inline', 'without severity'], 5)).toEqual([]);
  });

  it('always is plain JSON with times that people can read', () => {
    fc.assert(
      fc.property(principalRecords, (record) => {
        const encoded = encodeVerdictReached(record) as {
          readonly readBegan: unknown;
          readonly cause: object;
        };
        expect(JSON.parse(JSON.stringify(encoded))).toEqual(encoded);
        expect(encoded.readBegan).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
      }),
    );
  });
});

describe('an action', () => {
  it('always arrives as it was sent', () => {
    fc.assert(
      fc.property(finishedIntents, (intent) => {
        const event = publishedBy(HUB_ACCOUNT, ACTION_TAKEN, encodeActionTaken(intent));
        const { id: intentId, principal, userId, verdictVersion, outcome } = intent;
        expect(decodeActionTaken(event, HUB_ACCOUNT)).toEqual({
          ok: true,
          value: { schemaVersion: 1, intentId, principal, userId, verdictVersion, outcome },
        });
      }),
      { numRuns: 800 },
    );
  });
});

describe('tampering', () => {
  it('always arrives as it was sent', () => {
    const texts = fc.option(fc.string());
    fc.assert(
      fc.property(observedCalls, texts, fc.option(fc.constant(ANA)), (call, errorCode, principal) => {
        const tampering = { schemaVersion: 1, account: ANA.account, call, principal, errorCode } as const;
        const event = publishedBy(HUB_ACCOUNT, TAMPERING_DETECTED, encodeTamperingDetected(tampering));
        expect(decodeTamperingDetected(event, HUB_ACCOUNT)).toEqual({ ok: true, value: tampering });
      }),
      { numRuns: 800 },
    );
  });
});
