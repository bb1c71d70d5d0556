import { Secret, TOTP } from 'otpauth';

/** How long a code is shown, in seconds. */
export const CODE_SECONDS = 30;

/**
 * The code that a virtual MFA device with this Base32 seed shows at that instant.
 * https://datatracker.ietf.org/doc/html/rfc6238
 * @throws TypeError when the seed is not Base32.
 */
export const oneTimeCode = (seed: string, at: Date): string =>
  TOTP.generate({
    secret: Secret.fromBase32(seed),
    algorithm: 'SHA1',
    digits: 6,
    period: CODE_SECONDS,
    timestamp: at.getTime(),
  });
