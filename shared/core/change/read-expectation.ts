import * as z from 'zod/mini';
import { parseArn, parseUserId } from '#core/kernel/aws-identifiers.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import type { Expectation } from './expectation.ts';

/** The parts of a CloudTrail record that say what was changed; nothing in them is trusted before it is parsed. */
export interface CallDetails {
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
  readonly at: EpochMs;
}

/** Reads what a change will look like from the call's parameters; `unstated` when they don't say. */
export type ExpectationReader = (details: CallDetails) => Expectation;

const UNSTATED: Expectation = { kind: 'unstated' };

const AttachedPolicy = z.object({ policyArn: z.string() });
const Device = z.object({ serialNumber: z.string().check(z.minLength(1)) });
const KeyReference = z.object({ accessKeyId: z.string().check(z.minLength(1)) });
const KeyStatus = z.extend(KeyReference, { status: z.enum(['Active', 'Inactive']) });
const NewKey = z.object({ accessKey: KeyReference });
const NewUser = z.object({ user: z.object({ userId: z.string() }) });

export const attachedPolicy =
  (present: boolean): ExpectationReader =>
  ({ requestParameters }) => {
    const parsed = AttachedPolicy.safeParse(requestParameters);
    const arn = parseArn(parsed.success ? parsed.data.policyArn : '');
    return arn.ok ? { kind: 'attached-policy', arn: arn.value, present } : UNSTATED;
  };

export const mfaDevice =
  (present: boolean): ExpectationReader =>
  ({ requestParameters }) => {
    const parsed = Device.safeParse(requestParameters);
    return parsed.success
      ? { kind: 'mfa-device', serialNumber: parsed.data.serialNumber, present }
      : UNSTATED;
  };

export const password =
  (present: boolean): ExpectationReader =>
  () => ({ kind: 'password', present });

export const newAccessKey: ExpectationReader = ({ responseElements }) => {
  const parsed = NewKey.safeParse(responseElements);
  return parsed.success
    ? { kind: 'access-key', id: parsed.data.accessKey.accessKeyId, status: 'active' }
    : UNSTATED;
};

export const accessKeyStatus: ExpectationReader = ({ requestParameters }) => {
  const parsed = KeyStatus.safeParse(requestParameters);
  return parsed.success
    ? {
        kind: 'access-key',
        id: parsed.data.accessKeyId,
        status: parsed.data.status === 'Active' ? 'active' : 'inactive',
      }
    : UNSTATED;
};

export const accessKeyGone: ExpectationReader = ({ requestParameters }) => {
  const parsed = KeyReference.safeParse(requestParameters);
  return parsed.success ? { kind: 'access-key', id: parsed.data.accessKeyId, status: 'gone' } : UNSTATED;
};

export const newUser: ExpectationReader = ({ responseElements }) => {
  const parsed = NewUser.safeParse(responseElements);
  const userId = parseUserId(parsed.success ? parsed.data.user.userId : '');
  return userId.ok ? { kind: 'user-present', userId: userId.value } : UNSTATED;
};

export const userGone: ExpectationReader = ({ at }) => ({ kind: 'user-gone', at });

/** A user goes on under the new name, which may be the old one when only the path changes. */
export const renamedUser: ExpectationReader = () => ({ kind: 'user-named' });
