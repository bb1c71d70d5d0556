import { theUser } from '#core/change/read-concern.ts';
import { accessKeyGone, accessKeyStatus, newAccessKey, password } from '#core/change/read-expectation.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

/** What a user can sign in with. */
export const CREDENTIAL_EVENTS: readonly WatchedEvent[] = [
  iamEvent('CreateLoginProfile', 'password-created', theUser, { expectation: password(true) }),
  iamEvent('UpdateLoginProfile', 'password-updated', theUser, { expectation: password(true) }),
  iamEvent('ChangePassword', 'password-updated', theUser, { expectation: password(true) }),
  iamEvent('DeleteLoginProfile', 'password-deleted', theUser, { expectation: password(false) }),
  iamEvent('CreateAccessKey', 'access-key-created', theUser, { expectation: newAccessKey }),
  iamEvent('UpdateAccessKey', 'access-key-updated', theUser, { expectation: accessKeyStatus }),
  iamEvent('DeleteAccessKey', 'access-key-deleted', theUser, { expectation: accessKeyGone }),
  iamEvent('CreateServiceSpecificCredential', 'service-credential-changed', theUser),
  iamEvent('ResetServiceSpecificCredential', 'service-credential-changed', theUser),
  iamEvent('UpdateServiceSpecificCredential', 'service-credential-changed', theUser),
  iamEvent('DeleteServiceSpecificCredential', 'service-credential-changed', theUser),
  iamEvent('UploadSSHPublicKey', 'ssh-key-changed', theUser),
  iamEvent('UpdateSSHPublicKey', 'ssh-key-changed', theUser),
  iamEvent('DeleteSSHPublicKey', 'ssh-key-changed', theUser),
  iamEvent('UploadSigningCertificate', 'signing-certificate-changed', theUser),
  iamEvent('UpdateSigningCertificate', 'signing-certificate-changed', theUser),
  iamEvent('DeleteSigningCertificate', 'signing-certificate-changed', theUser),
];
