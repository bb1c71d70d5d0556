import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import { iamCall } from './cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from './guardian-world.ts';
import { guardArn } from './people.ts';

const PARAMETERS = { userName: 'ana' };

/** The event of a new password for ana, made now. */
export const passwordCreated = (world: GuardianWorld) =>
  iamCall({ eventName: 'CreateLoginProfile', at: world.clock.now(), requestParameters: PARAMETERS });

/** The event of an access key of ana's that came to be, changed or went, just now. */
export const keyEvent = (
  world: GuardianWorld,
  eventName: 'CreateAccessKey' | 'UpdateAccessKey' | 'DeleteAccessKey',
  status?: 'Active' | 'Inactive',
  accessKeyId = 'AKIAANA',
) =>
  iamCall({
    eventName,
    eventId: `${eventName}-${accessKeyId}`,
    at: world.clock.now(),
    requestParameters:
      eventName === 'CreateAccessKey'
        ? PARAMETERS
        : { ...PARAMETERS, accessKeyId, ...(status && { status }) },
    responseElements: eventName === 'CreateAccessKey' ? { accessKey: { accessKeyId } } : null,
  });

/** The event of an enforcement policy that was attached to ana or taken away, just now. */
export const policyEvent = (
  world: GuardianWorld,
  eventName: 'AttachUserPolicy' | 'DetachUserPolicy',
  variant: EnforcementVariant = 'standard',
) =>
  iamCall({
    eventName,
    at: world.clock.now(),
    requestParameters: { ...PARAMETERS, policyArn: guardArn(variant) },
  });

/** A world in which ana has an active key, nothing guards her, and nobody looked yet. */
export const worldWithExposedAna = (options: Parameters<typeof guardianWorld>[0] = {}): GuardianWorld => {
  const world = guardianWorld(options);
  world.iam.createUser('ana');
  world.iam.setKey('ana', 'AKIAANA', 'active');
  return world;
};
