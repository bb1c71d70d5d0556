import { AttachUserPolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { ENFORCER_ROLE, roleArn } from '#core/guardian-names.ts';
import type { AttachResult, GuardEnforcer } from '#ports/guard-enforcer.ts';
import { awsFailure } from './aws-failure.ts';

const attachResult = (error: unknown): AttachResult => {
  const failure = awsFailure(error);
  switch (failure) {
    case 'access-denied':
      return { kind: 'refused', because: 'access-denied' };
    case 'limit-exceeded':
      return { kind: 'refused', because: 'policy-quota-reached' };
    case 'not-found':
    // A new user or policy may not be there yet for this call; the next read tells whether it is gone for good.
    case 'throttled':
    case 'service-error':
      return { kind: 'try-again' };
  }
};

/**
 * Attaches through the enforcer role of the principal's account. The session is named after the attempt and never
 * reused, and the SDK does not retry: one attempt is at most one record in CloudTrail.
 */
export const iamGuardEnforcer = (): GuardEnforcer => ({
  attach: async ({ partition, account, userName }, policyArn, sessionName) => {
    const credentials = fromTemporaryCredentials({
      params: { RoleArn: roleArn(partition, account, ENFORCER_ROLE), RoleSessionName: sessionName },
    });
    const client = new IAMClient({ credentials, maxAttempts: 1 });
    try {
      await client.send(new AttachUserPolicyCommand({ UserName: userName, PolicyArn: policyArn }));
      return { kind: 'accepted' };
    } catch (error) {
      return attachResult(error);
    } finally {
      client.destroy();
    }
  },
});
