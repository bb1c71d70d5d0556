import { fileURLToPath } from 'node:url';
import { Aws, type Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type IFunction, LoggingFormat, RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type BundlingOptions, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { copyBesideBundle } from './copy-beside-bundle.ts';
import { BATCH_TIMEOUT, type MessageQueue } from './message-queue.ts';

const METRICS_NAMESPACE = 'MfaGuardian';

/** What every function of the hub is given. */
export interface WorkerProps {
  /** The messages that are its work. */
  readonly inbox: MessageQueue;
  /** The checked `guardian.config.json`; too big for environment variables, so it travels in the bundle. */
  readonly configurationFile: string;
  /** The account that the hub runs in. */
  readonly hubAccount: string;
}

export interface GuardFunctionProps extends WorkerProps {
  /** Its folder in `lambdas/`, and its name in logs and metrics. */
  readonly name: string;
  /** What it does, for whoever finds it in the console. */
  readonly description: string;
  /** The fixed name of its execution role. Trust policies in every account name it. */
  readonly roleName: string;
  /** How many batches are worked on at once, at most. SQS accepts two or more. */
  readonly maxConcurrency: number;
  /** Environment variables besides those that every function gets. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it may do besides reading its queue, returning messages to it, and writing its log. */
  readonly permissions: readonly PolicyStatement[];
}

const bundling = (configurationFile: string): BundlingOptions => ({
  format: OutputFormat.ESM,
  target: 'node24',
  // ESM first: a CommonJS build of a dependency would call `require`, which an ESM bundle does not have.
  mainFields: ['module', 'main'],
  bundleAwsSDK: true,
  sourceMap: true,
  minify: false,
  commandHooks: copyBesideBundle(configurationFile, 'guardian.config.json'),
});

/** A function that works through a queue under an execution role of its own. */
export class GuardFunction extends Construct {
  readonly function: IFunction;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: GuardFunctionProps) {
    super(scope, id);
    const { name, inbox } = props;
    this.#name = name;
    const logGroup = new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_YEAR });
    const role = new Role(this, 'Role', {
      roleName: props.roleName,
      description: props.description,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    // Writing its own log group is all that it takes from what AWSLambdaBasicExecutionRole would allow.
    logGroup.grantWrite(role);
    // A message that can't be decided yet goes back with a delay; a malformed one is set aside with its reason.
    role.addToPolicy(inbox.returning());
    for (const statement of props.permissions) {
      role.addToPolicy(statement);
    }
    this.function = new NodejsFunction(this, 'Function', {
      entry: fileURLToPath(new URL(`../../lambdas/${name}/handler.ts`, import.meta.url)),
      handler: 'handler',
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: BATCH_TIMEOUT,
      // A message goes back to the own queue to wait; Lambda would take sixteen times for a runaway and stop.
      // https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
      recursiveLoop: RecursiveLoop.ALLOW,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      bundling: bundling(props.configurationFile),
      environment: {
        NODE_OPTIONS: '--enable-source-maps --disable-warning=DEP0169',
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
        HUB_ACCOUNT: props.hubAccount,
        PARTITION: Aws.PARTITION,
        QUEUE_URL: inbox.queue.queueUrl,
        DEAD_LETTERS_URL: inbox.deadLetters.queueUrl,
        ...props.environment,
      },
    });
    // The event source also grants what Lambda needs to take messages from this queue in the role's name.
    this.function.addEventSource(
      new SqsEventSource(inbox.queue, {
        batchSize: 10,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
  }

  /** Messages that failed in batches of which others succeeded: for Lambda itself such an invocation is no error. */
  metricMessagesFailed(period: Duration): Metric {
    return new Metric({
      namespace: METRICS_NAMESPACE,
      metricName: 'MessagesFailed',
      dimensionsMap: { service: this.#name },
      statistic: 'Sum',
      period,
    });
  }
}
