import { setTimeout as sleep } from 'node:timers/promises';

/** An e-mail that SNS would have sent. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** Seconds since 1970. */
  readonly at: number;
}

const LOOK_EVERY_MS = 250;

/** The e-mails that were sent after an instant, oldest first. */
export const readMail = async (endpoint: string, since = 0): Promise<readonly Mail[]> => {
  const answer = await fetch(`${endpoint}/_local/mail?since=${since}`);
  return (await answer.json()) as readonly Mail[];
};

/** Hands over each e-mail as it arrives, until told to stop. */
export const watchAlerts = async (
  endpoint: string,
  show: (mail: Mail) => void,
  signal: AbortSignal,
): Promise<void> => {
  let since = 0;
  while (!signal.aborted) {
    for (const mail of await readMail(endpoint, since)) {
      show(mail);
      since = mail.at;
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
};
