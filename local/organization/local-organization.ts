import { type Emulator, startEmulator } from '../emulator.ts';
import { diskErrorInWords } from '../local-directory.ts';
import { type LocalAccount, MANAGEMENT, WATCHED_ACCOUNTS } from './accounts.ts';
import { type LocalMode, localConfiguration } from './configure.ts';
import { type Deployer, deployerFor } from './deploy.ts';
import { type SeededPeople, seedOrganization } from './seed.ts';
import { loadToolkit } from './toolkit.ts';

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

const startOnly = ({ port, signal }: LocalOrganizationOptions): Promise<Emulator> =>
  startEmulator({
    ...(port === undefined ? {} : { port }),
    ...(signal === undefined ? {} : { signal }),
    organization: { managementAccountId: MANAGEMENT.id, accounts: [MANAGEMENT, ...WATCHED_ACCOUNTS] },
  });

/** Seeds people while the security account is made ready, then deploys. */
const fill = async (
  endpoint: string,
  deployer: Deployer,
  { mode, members = WATCHED_ACCOUNTS }: LocalOrganizationOptions,
  progress: (step: string) => void,
): Promise<SeededPeople> => {
  progress(`seeding people into ${WATCHED_ACCOUNTS.map(({ name }) => name).join(', ')}`);
  const [people] = await Promise.all([seedOrganization(endpoint), deployer.bootstrap()]);
  progress(`deploying the CDK app in ${mode} mode`);
  await deployer.deploy({ configuration: localConfiguration(mode, people), members });
  return people;
};

const startAndFill = async (options: LocalOrganizationOptions): Promise<LocalOrganization> => {
  const progress = (step: string): void => {
    options.signal?.throwIfAborted();
    options.progress?.(step);
  };
  progress('starting the local AWS (the first time, its Python environment is made)');
  const [emulator, library] = await Promise.allSettled([startOnly(options), loadToolkit()]);
  if (emulator.status === 'rejected') throw emulator.reason;
  const { endpoint, stop } = emulator.value;
  let deployer: Deployer | undefined;
  try {
    if (library.status === 'rejected') throw library.reason;
    deployer = await deployerFor(endpoint, library.value);
    const people = await fill(endpoint, deployer, options, progress);
    options.signal?.throwIfAborted();
    return { endpoint, people, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await deployer?.dispose();
  }
};

/**
 * Starts the local AWS, seeds people and deploys the guardian; whatever was started is ended if that fails.
 * @throws UserProblem for what the person at the keyboard can mend; the signal's reason once it is aborted.
 */
export const startOrganization = async (options: LocalOrganizationOptions): Promise<LocalOrganization> => {
  try {
    return await startAndFill(options);
  } catch (error) {
    // Ctrl-C ends the processes that were started, too: what they then complain of is no error.
    options.signal?.throwIfAborted();
    throw diskErrorInWords(error);
  }
};
