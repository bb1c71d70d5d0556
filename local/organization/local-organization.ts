import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Emulator, startEmulator } from '../emulator.ts';
import { type LocalAccount, MANAGEMENT, WATCHED_ACCOUNTS } from './accounts.ts';
import { type LocalMode, localConfiguration } from './configure.ts';
import { deployGuardian } from './deploy.ts';
import { type SeededPeople, seedOrganization } from './seed.ts';

export interface LocalOrganizationOptions {
  readonly mode: LocalMode;
  /** Where to listen on 127.0.0.1; any free port when left out. */
  readonly port?: number;
  /** The accounts that get the member stack; all watched accounts when left out. */
  readonly members?: readonly LocalAccount[];
  /** Gives up between two steps once it is aborted. */
  readonly signal?: AbortSignal;
  /** Told what is being done, in words. */
  readonly progress?: (step: string) => void;
}

/** A whole organization on this machine, with the guardian deployed. */
export interface LocalOrganization {
  readonly endpoint: string;
  readonly people: SeededPeople;
  stop(): Promise<void>;
}

const startOnly = (port: number | undefined): Promise<Emulator> =>
  startEmulator({
    ...(port === undefined ? {} : { port }),
    organization: { managementAccountId: MANAGEMENT.id, accounts: [MANAGEMENT, ...WATCHED_ACCOUNTS] },
  });

/** Starts the local AWS, seeds people and deploys the guardian; whatever was started is ended if that fails. */
export const startOrganization = async (options: LocalOrganizationOptions): Promise<LocalOrganization> => {
  const progress = (step: string): void => {
    options.signal?.throwIfAborted();
    options.progress?.(step);
  };
  progress('starting the local AWS (the first time, its Python environment is made)');
  const emulator = await startOnly(options.port);
  const directory = await mkdtemp(path.join(tmpdir(), 'mfa-guardian-deployment-'));
  const stop = async (): Promise<void> => {
    await emulator.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    progress(`seeding people into ${WATCHED_ACCOUNTS.map(({ name }) => name).join(', ')}`);
    const people = await seedOrganization(emulator.endpoint);
    progress(`deploying the CDK app in ${options.mode} mode`);
    const configuration = localConfiguration(options.mode, people);
    const { members } = options;
    await deployGuardian(emulator.endpoint, {
      configuration,
      directory,
      ...(members === undefined ? {} : { members }),
    });
    options.signal?.throwIfAborted();
    return { endpoint: emulator.endpoint, people, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
