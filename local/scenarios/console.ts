import {
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { printable } from '#core/kernel/printable.ts';
import { bold } from '../../cli/terminal/paint.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import type { LocalAccount } from '../organization/accounts.ts';
import { type Credentials, clientConfiguration } from '../organization/credentials.ts';
import type { Stage } from '../story/stage.ts';
import { codeOf, lastTwoCodes } from '../story/virtual-device.ts';

const EXPLICIT_DENY = 'with an explicit deny';

type Call<Answer> = (iam: IAMClient) => Promise<Answer>;

/** What somebody does on the pages of IAM after signing in. */
export interface ConsoleSession {
  /** @throws StoryBroken if AWS refuses it. */
  readonly allowed: <Answer>(what: string, call: Call<Answer>) => Promise<Answer | undefined>;
  /** @throws StoryBroken unless AWS refuses it with an explicit deny. */
  readonly denied: (what: string, call: Call<unknown>) => Promise<void>;
}

type Outcome<Answer> = { readonly answer: Answer } | { readonly refusal: string };

const outcomeOf = <Answer>(call: Promise<Answer>): Promise<Outcome<Answer>> =>
  call.then(
    (answer) => ({ answer }),
    (error: Error) => ({ refusal: error.message }),
  );

const signedIn = (stage: Stage, credentials: Credentials): ConsoleSession => {
  const iam = new IAMClient({ ...clientConfiguration(stage.endpoint, credentials), maxAttempts: 1 });
  const ask = async <Answer>(what: string, call: Call<Answer>): Promise<Outcome<Answer>> => {
    stage.show(['', bold(`  in the console: ${what}`)]);
    const outcome = await outcomeOf(call(iam));
    stage.show('refusal' in outcome ? wrap(printable(outcome.refusal), '  |   ', '  | ') : []);
    return outcome;
  };
  return {
    allowed: async (what, call) => {
      const outcome = await ask(what, call);
      stage.check('AWS does it', 'answer' in outcome);
      return 'answer' in outcome ? outcome.answer : undefined;
    },
    denied: async (what, call) => {
      const outcome = await ask(what, call);
      const isDenied = 'refusal' in outcome && outcome.refusal.includes(EXPLICIT_DENY);
      stage.check(`AWS refuses it ${EXPLICIT_DENY}`, isDenied);
    },
  };
};

/** Signs in to the console with the password and, where a device asks for it, a code. */
export const signIn = async (
  stage: Stage,
  account: LocalAccount,
  userName: string,
  code?: string,
): Promise<ConsoleSession> => {
  const asked = { account: account.id, userName, ...(code !== undefined && { code }) };
  return signedIn(stage, await stage.locally<Credentials>('console-session', asked));
};

export const listUsers: Call<unknown> = (iam) => iam.send(new ListUsersCommand({}));

/** Registers a virtual device on the security page. @returns what it shows from now on. */
export const enrolInConsole = async (
  { allowed }: ConsoleSession,
  userName: string,
  deviceName: string,
): Promise<() => string> => {
  const made = await allowed(`adds the virtual device ${deviceName}`, (iam) =>
    iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: deviceName })),
  );
  const { SerialNumber, Base32StringSeed } = made?.VirtualMFADevice ?? {};
  const seed = new TextDecoder().decode(Base32StringSeed);
  const [first, second] = await lastTwoCodes(seed);
  await allowed('types two codes of it, one after the other', (iam) =>
    iam.send(
      new EnableMFADeviceCommand({
        UserName: userName,
        SerialNumber,
        AuthenticationCode1: first,
        AuthenticationCode2: second,
      }),
    ),
  );
  return () => codeOf(seed);
};
