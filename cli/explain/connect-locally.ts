import { MANAGEMENT, WATCHED_ACCOUNTS } from '../../local/organization/accounts.ts';
import {
  administratorCredentials,
  clientConfiguration,
  rootCredentials,
} from '../../local/organization/credentials.ts';
import { findRunning } from '../../local/organization/running.ts';
import { UserProblem } from '../command/user-problem.ts';
import { type Connection, connect } from './connect.ts';

const ACCOUNTS = [...WATCHED_ACCOUNTS, MANAGEMENT];

/** Connects to an account, by its name or its id, of the local AWS that `npm start` runs. */
export const connectLocally = async (nameOrId: string): Promise<Connection> => {
  const account = ACCOUNTS.find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (account === undefined) {
    const names = ACCOUNTS.map(({ name }) => name).join(', ');
    throw new UserProblem(`The local AWS has no account ${JSON.stringify(nameOrId)}; it has ${names}.`);
  }
  const running = await findRunning();
  if (running === undefined) {
    throw new UserProblem('No local AWS is running here. Start it first, in another terminal: npm start');
  }
  const { endpoint } = running;
  const credentials =
    account === MANAGEMENT
      ? rootCredentials(account)
      : await administratorCredentials(endpoint, account, 'explain');
  return connect(account.id, clientConfiguration(endpoint, credentials));
};
