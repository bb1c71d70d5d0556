import { describe, expect, it } from 'vitest';
import { resolveTokens } from './support/resolve-tokens.ts';
import {
  HUB_ACCOUNT,
  MEMBER_ACCOUNT,
  resourcesOf,
  type SynthesizedTemplate,
  synthesize,
} from './support/synthesize.ts';

const { hub, member } = synthesize();

interface Alarm {
  readonly MetricName: string;
  readonly Threshold: number;
  readonly AlarmActions: readonly string[];
  readonly AlarmDescription: string;
  readonly TreatMissingData: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

const alarmsOf = (template: SynthesizedTemplate, account: string): readonly Alarm[] =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm').map(
    ({ Properties }) => resolveTokens(Properties, account) as Alarm,
  );

const alarms = alarmsOf(hub, HUB_ACCOUNT);

/** The resources that an alarm on this metric looks at, by logical id. */
const watchedBy = (metric: string): readonly string[] =>
  alarms
    .filter(({ MetricName }) => MetricName === metric)
    .map(({ Dimensions }) => Dimensions[0]?.Value.replace(/^<(\w+).*$/, '$1') ?? '')
    .toSorted();

const idsOf = (type: string, wanted: RegExp): readonly string[] =>
  resourcesOf(hub, type)
    .map(({ id }) => id)
    .filter((id) => wanted.test(id))
    .toSorted();

describe('GuardianAlarms', () => {
  it.each(['Errors', 'Throttles'])('watches every function for %s', (metric) => {
    expect(watchedBy(metric)).toEqual(idsOf('AWS::Lambda::Function', /./));
  });

  it('watches every function for single messages that failed', () => {
    const services = alarms
      .filter(({ MetricName }) => MetricName === 'MessagesFailed')
      .map(({ Dimensions }) => Dimensions[0]);
    expect(services).toEqual(
      ['route-change', 'assess-principal', 'enforce-verdict', 'notify-people'].map((Value) => ({
        Name: 'service',
        Value,
      })),
    );
  });

  it('watches every dead-letter queue, that of EventBridge included', () => {
    const deadLetters = idsOf('AWS::SQS::Queue', /DeadLetters|UndeliveredEvents/);
    expect(deadLetters).toHaveLength(5);
    expect(watchedBy('ApproximateNumberOfMessagesVisible')).toEqual(deadLetters);
  });

  it('watches the age of the oldest message in every queue that is worked through', () => {
    const queues = idsOf('AWS::SQS::Queue', /^(?!.*(DeadLetters|UndeliveredEvents))/);
    expect(queues).toHaveLength(4);
    expect(watchedBy('ApproximateAgeOfOldestMessage')).toEqual(queues);
  });

  it('takes missing data for silence, says what to do, and tells people', () => {
    const [topic] = resourcesOf(hub, 'AWS::SNS::Topic');
    for (const alarm of alarms) {
      expect(alarm.TreatMissingData).toBe('notBreaching');
      expect(alarm.AlarmDescription).not.toBe('');
      expect(alarm.AlarmActions).toEqual([`<${topic?.id}>`]);
      expect(alarm.Threshold).toBe(alarm.MetricName === 'ApproximateAgeOfOldestMessage' ? 900 : 1);
    }
  });
});

describe('ForwardingAlarm', () => {
  it('tells the hub when events of an account do not reach it', () => {
    const [queue] = resourcesOf(member, 'AWS::SQS::Queue');
    expect(alarmsOf(member, MEMBER_ACCOUNT)).toMatchObject([
      {
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1,
        TreatMissingData: 'notBreaching',
        Dimensions: [{ Name: 'QueueName', Value: `<${queue?.id}.QueueName>` }],
        AlarmActions: [`arn:aws:sns:us-east-1:${HUB_ACCOUNT}:mfa-guardian-alerts`],
      },
    ]);
  });
});
