import { readFile } from 'node:fs/promises';
import { oneTimeCode } from '../one-time-code.ts';
import { PAYMENTS } from '../organization/accounts.ts';
import { userOf } from '../story/actors.ts';
import { concluded, saw } from '../story/expectation.ts';
import type { Stage } from '../story/stage.ts';
import type { Step } from '../story/story.ts';
import { LIST_USERS } from './exposed-administrator.ts';

const HALF_MINUTE_MS = 30_000;
const mara = userOf(PAYMENTS, 'mara');

const seedFile = ({ directory }: Stage): string => `${directory}/mara-phone.seed`;

/** What the device shows now, or showed some half minutes ago. */
const codeOf = async (stage: Stage, halfMinutesAgo: number): Promise<string> => {
  const seed = await readFile(seedFile(stage), 'utf8');
  return oneTimeCode(seed.trim(), new Date(Date.now() - halfMinutesAgo * HALF_MINUTE_MS));
};

const enrols: Step = {
  title: 'mara enrols a device, with real one-time codes',
  words:
    "Nobody is locked out: what the policy leaves open is enough to enrol a device of one's own. The device is a seed in a file here; its codes are those that a phone would show, and the local AWS checks them.",
  play: async (stage) => {
    const query = '--query VirtualMFADevice.SerialNumber --output text';
    const bootstrap = `--bootstrap-method Base32StringSeed --outfile ${seedFile(stage)}`;
    const serialNumber = await stage.allowed(
      mara(`iam create-virtual-mfa-device --virtual-mfa-device-name mara-phone ${bootstrap} ${query}`),
      'AWS makes the device',
    );
    const codes = `--authentication-code1 ${await codeOf(stage, 2)} --authentication-code2 ${await codeOf(stage, 1)}`;
    await stage.allowed(
      mara(`iam enable-mfa-device --user-name mara --serial-number ${serialNumber} ${codes}`),
      'AWS finds both codes right',
    );
    await stage.guardian([saw('EnableMFADevice'), concluded('mara', 'protected')]);
  },
};

const worksWithMfa: Step = {
  title: 'with MFA she works again, without it the key does nothing',
  words:
    'The policy stays: it only denies what comes without MFA. With a code, the key begins a session that AWS knows to have MFA.',
  play: async (stage) => {
    await stage.denied(mara(LIST_USERS));
    const code = await codeOf(stage, 0);
    await stage.allowed(userOf(PAYMENTS, 'mara', code)(LIST_USERS), 'AWS lets her in, with MFA');
  },
};

/** The way back to work, for whoever has been guarded. */
export const enrolment: readonly Step[] = [enrols, worksWithMfa];
