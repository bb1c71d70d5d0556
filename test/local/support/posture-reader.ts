import { configuredServiceControl } from '#adapters/configured-service-control.ts';
import { iamPostureReader } from '#adapters/iam-posture-reader.ts';
import { readerClients } from '#adapters/member-iam-clients.ts';
import { systemClock } from '#adapters/system-clock.ts';
import type { AccountId, Partition, UserName } from '#core/kernel/aws-identifiers.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { PostureReader } from '#ports/posture-reader.ts';
import { memberAccount } from './local-aws.ts';

/** A reader as a function composes it at its cold start: it remembers nothing. */
export const coldReader = (): PostureReader =>
  iamPostureReader({
    clients: readerClients('test'),
    serviceControl: configuredServiceControl({ managementAccount: memberAccount as AccountId }),
    clock: systemClock,
  });

export const memberUser = (userName: string): PrincipalName => ({
  partition: 'aws' as Partition,
  account: memberAccount as AccountId,
  userName: userName as UserName,
});
