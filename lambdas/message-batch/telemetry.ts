import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** What the functions count; each is a metric of the namespace `MfaGuardian`. */
export type Counted =
  | 'MessagesFailed'
  | 'MessagesPostponed'
  | 'MessagesMalformed'
  | 'PrincipalsRead'
  | 'VerdictsReached'
  | 'TamperingDetected'
  | 'ThreatsDetected'
  | 'ConcernsExpanded'
  | 'BudgetsExceeded'
  | 'PoliciesAttached'
  | 'AttachmentsFailed'
  | 'NoticesSent';

/** What a step may tell about its work: one line with the message's correlation ids, and counts. */
export interface Telemetry {
  info(message: string, details: Readonly<Record<string, unknown>>): void;
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
  error(message: string, details: Readonly<Record<string, unknown>>): void;
  count(metric: Counted): void;
}

export const powertoolsTelemetry = (logger: Logger, metrics: Metrics): Telemetry => ({
  info: (message, details) => logger.info(message, { ...details }),
  warn: (message, details) => logger.warn(message, { ...details }),
  error: (message, details) => logger.error(message, { ...details }),
  count: (metric) => metrics.addMetric(metric, MetricUnit.Count, 1),
});
