import { afterAll, beforeAll } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../local/emulator.ts';
import { askLocally } from './ask-locally.ts';
import { type AwsClients, type Credentials, clientsAs, rootOf } from './aws-clients.ts';

export const securityAccount = '111111111111';
export const memberAccount = '222222222222';
export const otherMemberAccount = '333333333333';

export interface LocalAws {
  readonly endpoint: () => string;
  readonly root: (account: string, region?: string) => AwsClients;
  readonly as: (credentials: Credentials, region?: string) => AwsClients;
  readonly local: <Answer = unknown>(method: string, path: string, body?: unknown) => Promise<Answer>;
}

/** One emulator for the tests of a file. */
export function localAws(options: EmulatorOptions = {}): LocalAws {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await startEmulator(options);
  });
  afterAll(async () => {
    await emulator?.stop();
  });
  const endpoint = () => {
    if (!emulator) throw new Error('The emulator is not running yet.');
    return emulator.endpoint;
  };
  const as = (credentials: Credentials, region?: string) => clientsAs(credentials, endpoint(), region);
  return {
    endpoint,
    as,
    root: (account, region) => as(rootOf(account), region),
    local: (method, path, body) => askLocally(endpoint(), method, path, body),
  };
}
