import * as z from 'zod/mini';
import { parseArn, parseUserId } from '#core/kernel/aws-identifiers.ts';
import type { CallDetails } from './call-details.ts';
import type { Expectation } from './expectation.ts';

/** Reads what a change will look like from the call's parameters; `unstated` when they don't say. */
export type ExpectationReader = (details: CallDetails) => Expectation;

const UNSTATED: Expectation = { kind: 'unstated' };

const AttachedPolicy = z.object({ policyArn: z.string() });
const Device = z.object({ serialNumber: z.string().check(z.minLength(1)) });
const KeyReference = z.object({ accessKeyId: z.string().check(z.minLength(1)) });
const KeyStatus = z.extend(KeyReference, { status: z.enum(['Active', 'Inactive']) });
const NewKey = z.object({ accessKey: KeyReference });
const InlinePolicy = z.object({ policyName: z.string() });
const Boundary = z.object({ permissionsBoundary: z.string() });
const NewUser = z.object({ user: z.object({ userId: z.string() }) });

export const attachedPolicy =
  (present: boolean): ExpectationReader =>
  ({ requestParameters }) => {
    const parsed = AttachedPolicy.safeParse(requestParameters);
    const arn = parseArn(parsed.success ? parsed.data.policyArn : '');
    return arn.ok ? { kind: 'attached-policy', arn: arn.value, present } : UNSTATED;
  };

/** An inline policy of the user that was deleted. */
export const inlinePolicyGone: ExpectationReader = ({ requestParameters }) => {
  const parsed = InlinePolicy.safeParse(requestParameters);
  return parsed.success ? { kind: 'inline-policy', name: parsed.data.policyName, present: false } : UNSTATED;
};

export const boundary: ExpectationReader = ({ requestParameters }) => {
  const parsed = Boundary.safeParse(requestParameters);
  return { kind: 'boundary', name: parsed.success ? parsed.data.permissionsBoundary : 'none' };
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

/** Nothing that a read of the user could be held against. */
export const unstated: ExpectationReader = () => UNSTATED;

/** A user goes on under the new name, which may be the old one when only the path changes. */
export const renamedUser: ExpectationReader = () => ({ kind: 'user-named' });
