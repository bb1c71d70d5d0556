import { describe, expect, it } from 'vitest';
import { only } from './support/only.ts';
import { resolveTokens } from './support/resolve-tokens.ts';
import { statementsOf } from './support/role-permissions.ts';
import { HUB_ACCOUNT, type Resource, resourcesOf, synthesize } from './support/synthesize.ts';

const { hub } = synthesize();

const resolved = (value: unknown): unknown => resolveTokens(value, HUB_ACCOUNT);

const FUNCTIONS = [
  ['route-change', 'RouteChange', 'Changes', 10, ['LEDGER_TABLE', 'INTERNAL_BUS', 'ASSESSMENTS_URL']],
  ['assess-principal', 'AssessPrincipal', 'Assessments', 10, ['LEDGER_TABLE', 'INTERNAL_BUS']],
  ['enforce-verdict', 'EnforceVerdict', 'Verdicts', 2, ['LEDGER_TABLE', 'INTERNAL_BUS']],
  ['notify-people', 'NotifyPeople', 'Notices', 2, ['LEDGER_TABLE', 'ALERTS_TOPIC_ARN']],
] as const;

const functionNamed = (name: string): Resource & { readonly id: string } =>
  only(
    resourcesOf(hub, 'AWS::Lambda::Function').filter(
      ({ Properties }) =>
        (Properties['Environment'] as { Variables: Record<string, unknown> }).Variables[
          'POWERTOOLS_SERVICE_NAME'
        ] === name,
    ),
    `function ${name}`,
  );

const queueUrl = (path: string): unknown => expect.stringMatching(new RegExp(`^<${path}[0-9A-F]{8}>$`));

describe.each(FUNCTIONS)('GuardFunction %s', (name, role, queue, concurrency, variables) => {
  const { id, Properties } = functionNamed(name);

  it('runs on the newest Node.js, on arm64, with room and time for a batch', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 512,
      Timeout: 60,
    });
  });

  it('may return a message to its own queue as often as it takes', () => {
    expect(Properties['RecursiveLoop']).toBe('Allow');
  });

  it('gets exactly the environment that its code reads', () => {
    const { Variables } = resolved(Properties['Environment']) as { Variables: Record<string, unknown> };
    expect(Variables).toMatchObject({
      NODE_OPTIONS: '--enable-source-maps --disable-warning=DEP0169',
      POWERTOOLS_METRICS_NAMESPACE: 'MfaGuardian',
      HUB_ACCOUNT,
      PARTITION: 'aws',
      QUEUE_URL: queueUrl(`${queue}Queue`),
      DEAD_LETTERS_URL: queueUrl(`${queue}DeadLetters`),
    });
    expect(Object.keys(Variables).toSorted()).toEqual(
      [
        'NODE_OPTIONS',
        'POWERTOOLS_SERVICE_NAME',
        'POWERTOOLS_METRICS_NAMESPACE',
        'HUB_ACCOUNT',
        'PARTITION',
        'QUEUE_URL',
        'DEAD_LETTERS_URL',
        ...variables,
      ].toSorted(),
    );
  });

  it('runs under a role of its own, which only Lambda may use', () => {
    const own = only(
      resourcesOf(hub, 'AWS::IAM::Role').filter(
        (candidate) => candidate.Properties['RoleName'] === `MfaGuardian${role}`,
      ),
      `role of ${name}`,
    );
    expect(resolved(Properties['Role'])).toBe(`<${own.id}.Arn>`);
    expect(statementsOf(own.Properties['AssumeRolePolicyDocument'], HUB_ACCOUNT)).toMatchObject([
      { effect: 'Allow', actions: ['sts:AssumeRole'], principal: { Service: 'lambda.amazonaws.com' } },
    ]);
  });

  it('works through its queue ten at a time, and gives back the messages that failed', () => {
    const source = only(
      resourcesOf(hub, 'AWS::Lambda::EventSourceMapping').filter(
        (candidate) => resolved(candidate.Properties['FunctionName']) === `<${id}>`,
      ),
      `event source of ${name}`,
    );
    expect(resolved(source.Properties)).toMatchObject({
      EventSourceArn: expect.stringMatching(new RegExp(`^<${queue}Queue[0-9A-F]{8}\\.Arn>$`)),
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: concurrency },
    });
  });

  it('logs JSON into a group of its own for a year', () => {
    const { LogFormat, LogGroup } = resolved(Properties['LoggingConfig']) as Record<string, string>;
    expect(LogFormat).toBe('JSON');
    expect(hub.Resources[LogGroup?.slice(1, -1) ?? '']).toMatchObject({
      Type: 'AWS::Logs::LogGroup',
      Properties: { RetentionInDays: 365 },
    });
  });
});
