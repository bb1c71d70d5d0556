import { readFile } from 'node:fs/promises';
import type { LocalAccount } from '../organization/accounts.ts';
import { userOf } from './actors.ts';
import type { Stage } from './stage.ts';
import { codeOf, lastTwoCodes } from './virtual-device.ts';

const QUERY = '--query VirtualMFADevice.SerialNumber --output text';

/** A device that somebody holds. */
export interface HeldDevice {
  readonly serialNumber: string;
  /** What it shows now. Each code begins one session. */
  readonly code: () => string;
}

/** With the key of a user, makes a virtual device and registers it for that user; its name begins with the user's. */
export const enrolWithKey = async (
  { allowed, directory }: Stage,
  account: LocalAccount,
  userName: string,
  deviceName: string,
): Promise<HeldDevice> => {
  const withKey = userOf(account, userName);
  const file = `${directory}/${deviceName}.seed`;
  const bootstrap = `--bootstrap-method Base32StringSeed --outfile ${file}`;
  const serialNumber = await allowed(
    withKey(`iam create-virtual-mfa-device --virtual-mfa-device-name ${deviceName} ${bootstrap} ${QUERY}`),
    'AWS makes the device',
  );
  const seed = await readFile(file, 'utf8');
  const [first, second] = await lastTwoCodes(seed);
  const codes = `--authentication-code1 ${first} --authentication-code2 ${second}`;
  await allowed(
    withKey(`iam enable-mfa-device --user-name ${userName} --serial-number ${serialNumber} ${codes}`),
    'AWS finds both codes right, and registers the device',
  );
  return { serialNumber, code: () => codeOf(seed) };
};
