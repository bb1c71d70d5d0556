import { describe, expect, it } from 'vitest';
import { eventRules, type RulePattern } from '#core/change/event-rules.ts';
import { isTakenBy } from '#core/change/match-event-pattern.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { FINDING_KINDS } from '#core/verdict/mfa-verdict.ts';
import { watchedEventFiles } from '../fakes/cloudtrail-events.ts';
import { matchesPattern } from './support/matches-pattern.ts';
import { resolveTokens } from './support/resolve-tokens.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT, type Resource, resourcesOf, synthesize } from './support/synthesize.ts';

interface Target {
  readonly Arn: unknown;
  readonly RoleArn?: unknown;
  readonly DeadLetterConfig?: { readonly Arn?: unknown };
  readonly RetryPolicy?: unknown;
}

const { hub, member } = synthesize();

const rulesOn = (bus: string): readonly Resource[] =>
  resourcesOf(hub, 'AWS::Events::Rule').filter(({ Properties }) => {
    const [target] = resourcesOf(hub, 'AWS::Events::EventBus').filter(
      (candidate) => candidate.Properties['Name'] === bus,
    );
    return JSON.stringify(Properties['EventBusName']) === JSON.stringify({ Ref: target?.id });
  });

const patternOf = (rule: Resource | undefined) =>
  (rule?.Properties['EventPattern'] ?? {}) as Readonly<Record<string, unknown>>;

/** Whether one of these rules takes the event. */
const isTakenByAny = (rules: readonly Resource[], event: unknown): boolean =>
  rules.some((rule) => isTakenBy(patternOf(rule) as unknown as RulePattern, event));

const forwarding = resourcesOf(member, 'AWS::Events::Rule');
const ingress = rulesOn('mfa-guardian-ingress');
const internal = rulesOn('mfa-guardian-internal');

const apiCall = (eventName: string) => ({
  version: '0',
  id: '6f3e7f2a-0000-4000-8000-000000000001',
  source: 'aws.iam',
  'detail-type': 'AWS API Call via CloudTrail',
  account: MEMBER_ACCOUNT,
  region: 'us-east-1',
  time: '2026-11-20T10:00:00Z',
  resources: [],
  detail: { eventSource: 'iam.amazonaws.com', eventName, requestParameters: { userName: 'ana' } },
});

describe.each([
  ['the forwarding rules of a member', forwarding],
  ['the rules of the ingress bus', ingress],
])('%s', (_name, rules) => {
  const takes = (event: unknown): boolean => isTakenByAny(rules, event);

  it('take every watched event', () => {
    const events = watchedEventFiles();
    expect(events.length).toBeGreaterThanOrEqual(WATCHED_EVENTS.length);
    expect(events.filter((event) => !takes(event))).toEqual([]);
  });

  it('ask for read-only events where the table says so, and nowhere else', () => {
    const states = rules.map(({ Properties }) => Properties['State']);
    const expected = eventRules(WATCHED_EVENTS).map(({ readOnlyEvents }) =>
      readOnlyEvents ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED',
    );
    expect(states).toEqual(expected);
    expect(new Set(expected).size).toBe(2);
  });

  it('take a call that failed, because a failure can be a signal', () => {
    const { detail, ...envelope } = apiCall('DeactivateMFADevice');
    expect(takes({ ...envelope, detail: { ...detail, errorCode: 'AccessDenied' } })).toBe(true);
  });

  it.each(['GetUser', 'CreateInstanceProfile', 'enableMFADevice'])('leaves %s alone', (eventName) => {
    expect(takes(apiCall(eventName))).toBe(false);
  });

  it('leaves events alone that only look like a watched one', () => {
    const event = apiCall('CreateUser');
    expect(takes({ ...event, source: 'custom.iam' })).toBe(false);
    expect(takes({ ...event, 'detail-type': 'AWS Service Event via CloudTrail' })).toBe(false);
    expect(takes({ ...event, detail: { ...event.detail, eventSource: 'sts.amazonaws.com' } })).toBe(false);
    expect(takes({ ...event, detail: null })).toBe(false);
  });
});

describe('EventForwarder', () => {
  it.each(forwarding)('has rules on the default bus that all end at the ingress bus of the hub', (rule) => {
    expect(rule.Properties).not.toHaveProperty('EventBusName');
    const [role] = resourcesOf(member, 'AWS::IAM::Role').filter(
      ({ Properties }) => Properties['RoleName'] === 'MfaGuardianForwarder',
    );
    expect(resolveTokens(rule.Properties['Targets'], MEMBER_ACCOUNT)).toMatchObject([
      {
        Arn: `arn:aws:events:us-east-1:${HUB_ACCOUNT}:event-bus/mfa-guardian-ingress`,
        RoleArn: `<${role?.id}.Arn>`,
      },
    ]);
  });
});

const verdictReached = (kind: string) => ({
  source: 'mfa-guardian',
  'detail-type': 'Verdict Reached',
  account: HUB_ACCOUNT,
  detail: { schemaVersion: 1, finding: { kind } },
});

/** The functions whose queue gets an event. */
const receivers = (event: Readonly<Record<string, unknown>>): readonly string[] =>
  internal
    .filter((rule) => matchesPattern(patternOf(rule), event))
    .flatMap((rule) => resolveTokens(rule.Properties['Targets'], HUB_ACCOUNT) as { Arn: string }[])
    .map(({ Arn }) => Arn.replace(/^<(\w+)Queue.*$/, '$1'))
    .toSorted();

describe('InternalBus', () => {
  it('gives enforce-verdict the exposed, and notify-people every verdict', () => {
    for (const kind of FINDING_KINDS) {
      expect(receivers(verdictReached(kind))).toEqual(
        kind === 'exposed' ? ['Notices', 'Verdicts'] : ['Notices'],
      );
    }
  });

  it.each(['Action Taken', 'Tampering Detected', 'Threat Detected'])(
    'gives "%s" to notify-people alone',
    (detailType) => {
      expect(receivers({ ...verdictReached('exposed'), 'detail-type': detailType })).toEqual(['Notices']);
    },
  );

  it('gives nobody what another account or another source says', () => {
    expect(receivers({ ...verdictReached('exposed'), account: MEMBER_ACCOUNT })).toEqual([]);
    expect(receivers({ ...verdictReached('exposed'), source: 'somebody-else' })).toEqual([]);
  });

  it('has rules that all ask for the account and the source', () => {
    expect(internal).toHaveLength(2);
    for (const rule of internal) {
      expect(patternOf(rule)).toMatchObject({ account: [HUB_ACCOUNT], source: ['mfa-guardian'] });
    }
  });
});

describe('IngressBus', () => {
  it('admits nothing but PutEvents by forwarder roles of the organization', () => {
    const [bus] = resourcesOf(hub, 'AWS::Events::EventBus').filter(
      ({ Properties }) => Properties['Name'] === 'mfa-guardian-ingress',
    );
    const policies = resourcesOf(hub, 'AWS::Events::EventBusPolicy').map(({ Properties }) =>
      resolveTokens(Properties, HUB_ACCOUNT),
    );
    expect(policies).toMatchObject([
      {
        EventBusName: `<${bus?.id}>`,
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'events:PutEvents',
          Resource: `<${bus?.id}.Arn>`,
          Condition: {
            StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
            ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/MfaGuardianForwarder' },
          },
        },
      },
    ]);
  });

  it('is the only bus with a policy: nobody else may speak on the internal one', () => {
    for (const { Properties } of resourcesOf(hub, 'AWS::Events::EventBus')) {
      expect(Properties).not.toHaveProperty('Policy');
    }
    expect(resourcesOf(hub, 'AWS::Events::EventBusPolicy')).toHaveLength(1);
  });
});

describe('persistentDelivery', () => {
  it.each([
    ['hub', hub, eventRules(WATCHED_EVENTS).length + 2],
    ['member', member, eventRules(WATCHED_EVENTS).length],
  ])('tries every target of the %s for a day, then keeps the event', (_name, template, count) => {
    const targets = resourcesOf(template, 'AWS::Events::Rule').flatMap(
      ({ Properties }) => Properties['Targets'] as Target[],
    );
    expect(targets).toHaveLength(count);
    const queues = resourcesOf(template, 'AWS::SQS::Queue').map(({ id }) => `<${id}.Arn>`);
    for (const target of targets) {
      expect(queues).toContain(resolveTokens(target.DeadLetterConfig?.Arn, HUB_ACCOUNT));
      expect(target.RetryPolicy).toEqual({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 });
    }
  });
});
