import { nobody, theDeviceOwner, theUser } from '#core/change/read-concern.ts';
import { mfaDevice } from '#core/change/read-expectation.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

/** MFA devices: registered with a user, taken away, made and destroyed. */
export const MFA_DEVICE_EVENTS: readonly WatchedEvent[] = [
  iamEvent('EnableMFADevice', 'mfa-device-enabled', theUser, { expectation: mfaDevice(true) }),
  iamEvent('DeactivateMFADevice', 'mfa-device-deactivated', theUser, {
    expectation: mfaDevice(false),
    urgency: 'urgent',
  }),
  iamEvent('ResyncMFADevice', 'mfa-device-resynchronized', theUser),
  iamEvent('CreateVirtualMFADevice', 'virtual-mfa-device-changed', theDeviceOwner),
  iamEvent('DeleteVirtualMFADevice', 'virtual-mfa-device-changed', theDeviceOwner),
  iamEvent('TagMFADevice', 'virtual-mfa-device-changed', nobody, { response: 'tell' }),
  iamEvent('UntagMFADevice', 'virtual-mfa-device-changed', nobody, { response: 'tell' }),
];
