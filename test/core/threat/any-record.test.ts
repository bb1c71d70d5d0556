import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { RecordMembers, readRecord } from '#core/change/read-record.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { detectThreats } from '#core/threat/detect-threats.ts';
import { newDeviceThreats } from '#core/threat/new-device-threats.ts';
import { THREAT_KINDS, type Threat } from '#core/threat/threat.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { eventNamed, watchedEventNames } from '../../fakes/cloudtrail-events.ts';
import { arnOf, NEW_YEAR, userIdOf } from '../../fakes/people.ts';
import { recordOf } from '../../fakes/records.ts';
import { tally } from '../../fakes/tally.ts';
import {
  CENTRAL_SESSION,
  contextWith,
  DEPLOYMENT,
  federationOf,
  keyOf,
  ROOT_KEY,
  ROOT_SESSION,
} from '../../fakes/threat-records.ts';
import { mutatedEvents } from '../change/mutated-events.ts';
import { observed } from '../change/observed.ts';

const CONTEXT = contextWith({ spared: [{ arn: arnOf('ana'), id: userIdOf('ana'), reason: 'legacy' }] });

const expectSound = (threat: Threat): void => {
  expect(THREAT_KINDS).toContain(threat.kind);
  expect(SEVERITIES).toContain(threat.severity);
  expect(threat.target.name).toMatch(/^[\x20-\x7e]{0,300}$/);
};

const anything = fc.anything({ withNullPrototype: true, withMap: true, withSet: true, withBigInt: true });

const identities = fc.oneof(
  anything,
  fc.constantFrom<unknown>(
    keyOf('ana'),
    federationOf('ana'),
    ROOT_KEY,
    ROOT_SESSION,
    CENTRAL_SESSION,
    DEPLOYMENT,
  ),
);

const texts = fc.constantFrom(
  'ana',
  'MfaGuardianReader',
  'MfaGuardianMember-1\u0000\r\n',
  'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
  'x'.repeat(10_000),
);

const parameters = fc.oneof(
  anything,
  fc.dictionary(
    fc.constantFrom(
      'userName',
      'newUserName',
      'policyArn',
      'roleName',
      'name',
      'accountId',
      'eventSelectors',
      'taskPolicyArn',
    ),
    fc.oneof(anything, texts),
  ),
);

const records = fc
  .record({
    row: fc.constantFrom(...WATCHED_EVENTS),
    eventName: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')),
    errorCode: fc.oneof(fc.string(), fc.constantFrom(undefined, null)),
    userIdentity: identities,
    requestParameters: parameters,
    responseElements: parameters,
    additionalEventData: anything,
    serviceEventDetails: parameters,
    sessionCredentialFromConsole: anything,
  })
  .map(({ row, eventName, ...members }) =>
    readRecord(row, RecordMembers.parse({ ...members, eventName: row.eventName ?? eventName }), {
      eventId: 'event-1',
      at: NEW_YEAR,
    }),
  );

describe('whatever a record says', () => {
  it('never throws, and names its target in a short line', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(records, (record) => {
        const threats = [...detectThreats(record, CONTEXT), ...newDeviceThreats(record, recordOf())];
        threats.forEach(expectSound);
        threats.forEach(({ kind }) => {
          met.count(kind);
        });
      }),
      { numRuns: 1_500 },
    );
    expect(
      met.missing(['root-used', 'enrolment-failed', 'trail-weakened', 'guardian-part-touched'], 1),
    ).toEqual([]);
  });

  it('never throws, wherever an event is changed', () => {
    fc.assert(
      fc.property(mutatedEvents, (event) => {
        const parsed = parseCloudTrailEvent(event);
        if (parsed.ok) {
          detectThreats(parsed.value, CONTEXT).forEach(expectSound);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never is more than one threat of a kind, for which there is one notice', () => {
    fc.assert(
      fc.property(records, (record) => {
        const kinds = detectThreats(record, CONTEXT).map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a list', ['ana']],
    ['a list of objects', [{ userName: 'ana', name: 'x' }]],
    ['a text', 'ana'],
    ['an object in every member', { userName: {}, name: {}, policyArn: [], roleName: null }],
  ])('reads every example with %s for parameters', (_what, requestParameters) => {
    for (const name of watchedEventNames()) {
      const record = observed(eventNamed(name));
      const threats = detectThreats(
        { ...record, details: { ...record.details, requestParameters } },
        CONTEXT,
      );
      threats.forEach(expectSound);
    }
  });
});
