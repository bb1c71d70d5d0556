import { describe, expect, it } from 'vitest';
import { CHANGE_KINDS } from '#core/change/change-kind.ts';
import { concernedBy, namedIn } from '#core/change/observed-event.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { MANIFEST } from '../../events/manifest.ts';
import {
  eventNamed,
  watchedEventFiles,
  watchedEventNames,
  withDetail,
} from '../../fakes/cloudtrail-events.ts';
import { MEMBER_ACCOUNT, NEW_YEAR } from '../../fakes/people.ts';
import { observed } from './observed.ts';

const key = ({
  eventSource,
  eventName,
}: {
  eventSource: string | undefined;
  eventName: string | undefined;
}) => `${eventSource} ${eventName}`;

/** The sign-in of a user has no parameters that could name another. */
const STRANGER = { type: 'AWSAccount', principalId: 'AIDASTRANGERSTRANGER0', accountId: '999999999999' };

describe('WATCHED_EVENTS', () => {
  it('has a row for each entry of the manifest, no other, and none twice', () => {
    expect(WATCHED_EVENTS.map(key).toSorted()).toEqual(MANIFEST.map(key).toSorted());
    expect(new Set(WATCHED_EVENTS.map(key)).size).toBe(WATCHED_EVENTS.length);
  });

  it('has a row for each kind of change', () => {
    expect(new Set(WATCHED_EVENTS.map((row) => row.kind))).toEqual(new Set(CHANGE_KINDS));
  });

  it.each(WATCHED_EVENTS)('says where AWS describes $eventSource $eventName', ({ documentation }) => {
    expect(documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/);
  });

  it('settles for nothing that it only tells of and that the guardian’s own parts or trails depend on', () => {
    const told = WATCHED_EVENTS.filter((row) => /guardian-part|trail|root/.test(row.kind));
    expect(told.filter((row) => row.response === 'tell').map((row) => row.urgency)).not.toContain('settling');
  });
});

describe('an example of a watched event', () => {
  it('is in the manifest once, and is there', () => {
    expect(MANIFEST.map(({ fixture }) => fixture).toSorted()).toEqual(watchedEventNames());
  });

  it('has ids of its own', () => {
    const ids = watchedEventFiles().flatMap((event) => [
      event['id'],
      event.detail['eventID'],
      event.detail['requestID'],
    ]);
    const given = ids.filter((id) => id !== undefined);
    expect(new Set(given).size).toBe(given.length);
  });

  it.each(MANIFEST)(
    '$fixture agrees with itself, as EventBridge and CloudTrail do',
    ({ fixture, ...claim }) => {
      const { detail, ...envelope } = eventNamed(fixture);
      const service = String(detail['eventSource']).replace('.amazonaws.com', '');
      expect(envelope).toMatchObject({
        version: '0',
        source: `aws.${service}`,
        account: MEMBER_ACCOUNT,
        time: detail['eventTime'],
        region: detail['awsRegion'],
        resources: [],
      });
      expect(detail).toMatchObject({
        eventTime: '2026-01-01T00:00:00Z',
        recipientAccountId: MEMBER_ACCOUNT,
        managementEvent: true,
        eventCategory: 'Management',
        ...(claim.eventName === undefined
          ? {}
          : { eventName: claim.eventName, eventSource: claim.eventSource }),
      });
    },
  );

  it.each(MANIFEST)('$fixture is modelled on a page of AWS', ({ source }) => {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/);
  });
});

describe('parseCloudTrailEvent, of every watched event', () => {
  it.each(MANIFEST)('says whom $fixture concerns', ({ fixture, concerns, ...claim }) => {
    const event = observed(eventNamed(fixture));
    expect(concernedBy(event)).toEqual(concerns);
    expect(event).toMatchObject({ account: MEMBER_ACCOUNT, call: { at: NEW_YEAR, kind: event.row.kind } });
    expect(key(event.row)).toBe(key(claim));
  });

  it.each(MANIFEST)('says whether $fixture can wait and how it is delivered', ({ fixture, ...claim }) => {
    const { row } = observed(eventNamed(fixture));
    expect({ urgent: row.urgency === 'urgent', delivered: row.delivery }).toEqual({
      urgent: claim.urgent,
      delivered: claim.delivered,
    });
  });

  it.each(MANIFEST)('takes a denied $fixture to concern nobody, and still says whom it names', (claim) => {
    const denied = withDetail(eventNamed(claim.fixture), { errorCode: 'AccessDenied' });
    const event = observed(denied);
    expect(event.failure).toBe('AccessDenied');
    expect(concernedBy(event)).toEqual([]);
    expect(namedIn(event)).toEqual(claim.concerns);
  });

  it.each(MANIFEST)('looks at no user for a $fixture without parameters, by a stranger', ({ fixture }) => {
    const event = withDetail(eventNamed(fixture), { requestParameters: null, userIdentity: STRANGER });
    const parsed = parseCloudTrailEvent(event);
    const concerned = parsed.ok ? concernedBy(parsed.value) : [];
    expect(concerned.filter(({ kind }) => kind === 'user' || kind === 'root')).toEqual([]);
    expect(parsed).not.toMatchObject({ problem: { kind: 'malformed' } });
  });
});
