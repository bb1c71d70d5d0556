import { afterAll, beforeAll } from 'vitest';
import { type LocalAccount, SECURITY } from '../../../local/organization/accounts.ts';
import { administratorCredentials } from '../../../local/organization/credentials.ts';
import {
  type LocalOrganization,
  type LocalOrganizationOptions,
  startOrganization,
} from '../../../local/organization/local-organization.ts';
import { type Mail, readMail } from '../../../local/organization/mail.ts';
import type { SeededPeople } from '../../../local/organization/seed.ts';
import { askLocally } from '../../local/support/ask-locally.ts';
import { type AwsClients, type Credentials, clientsAs, rootOf } from '../../local/support/aws-clients.ts';

/** One AWS call, as the emulator logged it. */
export interface LoggedCall {
  /** Seconds since 1970. */
  readonly at: number;
  readonly account: string;
  readonly service: string;
  readonly action: string;
  readonly principal: string;
  readonly status: number;
  readonly errorCode: string | null;
}

/** A local organization with the guardian deployed, for the tests of a file. */
export interface GuardedOrganization {
  readonly endpoint: () => string;
  readonly people: () => SeededPeople;
  /** Acts through the administrator role of an account, under a session name of the actor's own. */
  readonly administrator: (account: LocalAccount, sessionName?: string) => Promise<AwsClients>;
  readonly as: (credentials: Credentials) => AwsClients;
  readonly root: (account: LocalAccount) => AwsClients;
  readonly local: <Answer = unknown>(method: string, path: string, body?: unknown) => Promise<Answer>;
  /** The e-mails whose subject names this user. */
  readonly mailAbout: (userName: string) => Promise<readonly Mail[]>;
  readonly mail: () => Promise<readonly Mail[]>;
  readonly calls: (action: string) => Promise<readonly LoggedCall[]>;
  readonly hub: () => AwsClients;
}

export const guardedOrganization = (options: LocalOrganizationOptions): GuardedOrganization => {
  let organization: LocalOrganization | undefined;
  beforeAll(async () => {
    organization = await startOrganization(options);
  });
  afterAll(async () => {
    await organization?.stop();
  });
  const running = (): LocalOrganization => {
    if (organization === undefined) {
      throw new Error('expected the organization to run, received none yet');
    }
    return organization;
  };
  const endpoint = () => running().endpoint;
  const as = (credentials: Credentials) => clientsAs(credentials, endpoint());
  const root = (account: LocalAccount) => as(rootOf(account.id));
  return {
    endpoint,
    as,
    root,
    people: () => running().people,
    administrator: async (account, sessionName = 'carol') =>
      as(await administratorCredentials(endpoint(), account, sessionName)),
    local: (method, path, body) => askLocally(endpoint(), method, path, body),
    mail: () => readMail(endpoint()),
    mailAbout: async (userName) =>
      (await readMail(endpoint())).filter(({ subject }) => subject.split(/\s/).includes(userName)),
    calls: (action) => askLocally(endpoint(), 'GET', `calls?action=${action}`),
    hub: () => root(SECURITY),
  };
};
