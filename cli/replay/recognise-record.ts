import { printable } from '#core/kernel/printable.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import type { JsonObject } from './parse-object.ts';

const isEnvelope = (value: JsonObject): boolean => 'detail-type' in value && 'detail' in value;

const isRecord = (value: JsonObject): boolean => 'eventVersion' in value || 'eventName' in value;

const isDigest = (value: JsonObject): boolean => 'digestS3Object' in value && 'logFiles' in value;

/**
 * Tells a record of CloudTrail's, or EventBridge's envelope around one, from other objects, without judging whether it is well-formed.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export const recogniseRecord = (value: JsonObject): Result<JsonObject, string> => {
  if (isEnvelope(value) || isRecord(value)) {
    return ok(value);
  }
  return fail(
    isDigest(value)
      ? 'expected records, received a digest file of CloudTrail'
      : printable(
          `expected a CloudTrail record, received an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing'}`,
        ),
  );
};
